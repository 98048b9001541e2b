from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Response
from starlette.requests import HTTPConnection

from app.cut.lineage import Lineage, trace
from app.cut.schemas import Cut, CutWish
from app.cut.service import Cuts
from app.projects.dependencies import FilmDep
from app.schemas import problems

router = APIRouter(tags=["cut"], prefix="/projects/{project_id}/cut")


async def cuts(connection: HTTPConnection) -> Cuts:
    found: Cuts = connection.app.state.cuts
    return found


CutsDep = Annotated[Cuts, Depends(cuts)]
IfMatch = Annotated[str | None, Header()]
_EDIT = problems(404, 409, 412, 422, 503, 507)


@router.get("", responses=problems(404, 409))
def get_cut(film: FilmDep, cuts: CutsDep, response: Response) -> Cut:
    """The film as it plays. Its `ETag` guards the next edit."""
    cut, response.headers["ETag"] = cuts.get(film)
    return cut


@router.put("", responses=_EDIT)
def put_cut(wish: CutWish, film: FilmDep, cuts: CutsDep, response: Response, if_match: IfMatch = None) -> Cut:
    """The whole timeline. From the first edit on it is the film's own and follows the story no longer."""
    cut, response.headers["ETag"] = cuts.put(film, wish, if_match)
    return cut


@router.delete("", responses=_EDIT)
def follow_story(film: FilmDep, cuts: CutsDep, response: Response, if_match: IfMatch = None) -> Cut:
    """Drop all that was edited: the cut is the story's again."""
    cut, response.headers["ETag"] = cuts.follow_story(film, if_match)
    return cut


@router.get("/lineage", responses=problems(404, 409, 422, 503))
def get_lineage(film: FilmDep, frame: Annotated[int, Query(ge=0, le=100_000_000)]) -> Lineage:
    """Where a frame comes from, down to the lines of the screenplay."""
    return trace(film, frame)
