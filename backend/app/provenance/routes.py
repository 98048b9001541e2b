from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import HTTPConnection

from app.projects.dependencies import FilmDep
from app.provenance.checking import Provenance
from app.provenance.schemas import LockCheck
from app.schemas import problems

router = APIRouter(tags=["takes"])


async def provenance(connection: HTTPConnection) -> Provenance:
    found: Provenance = connection.app.state.provenance
    return found


ProvenanceDep = Annotated[Provenance, Depends(provenance)]


@router.get("/projects/{project_id}/lock", responses=problems(404, 503))
def check_lock(film: FilmDep, provenance: ProvenanceDep) -> LockCheck:
    """What the film's takes were made with, as `film.lock` has it, and what of it this studio lacks."""
    return provenance.check(film)
