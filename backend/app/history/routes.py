from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from starlette.requests import HTTPConnection

from app.history.schemas import CommitRequest, Committed, Diff, GitStatus, LogEntry, RestoreRequest
from app.history.service import History
from app.projects.dependencies import FilmDep
from app.schemas import problems

router = APIRouter(tags=["history"], prefix="/projects/{project_id}/git")

Name = Annotated[str | None, Query(max_length=64)]


async def history(connection: HTTPConnection) -> History:
    found: History = connection.app.state.history
    return found


HistoryDep = Annotated[History, Depends(history)]


@router.get("/status", responses=problems(404, 409))
def git_status(film: FilmDep, history: HistoryDep) -> GitStatus:
    return history.status(film)


@router.get("/log", responses=problems(404, 409, 422))
def git_log(
    film: FilmDep,
    history: HistoryDep,
    response: Response,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    cursor: Name = None,
) -> list[LogEntry]:
    """Newest first; `Link` leads to older ones."""
    found = history.log(film, limit, cursor)
    if len(found) == limit:
        response.headers["Link"] = f'<?limit={limit}&cursor={found[-1].commit}>; rel="next"'
    return found


@router.get("/diff", responses=problems(404, 409, 422))
def git_diff(
    film: FilmDep,
    history: HistoryDep,
    before: Annotated[str, Query(alias="from", max_length=64)],
    after: Annotated[str | None, Query(alias="to", max_length=64)] = None,
) -> Diff:
    """What differs between two commits, or a commit and now."""
    return history.diff(film, before, after)


@router.post("/commit", responses=problems(404, 409, 422, 503, 507))
def git_commit(wanted: CommitRequest, film: FilmDep, history: HistoryDep) -> Committed:
    """Commit what was changed by hand."""
    return history.commit(film, wanted.message)


@router.post("/restore", responses=problems(404, 409, 422, 503, 507))
def git_restore(wanted: RestoreRequest, film: FilmDep, history: HistoryDep) -> Committed:
    """Bring files back as they were at a commit: as a new commit, never a rewrite."""
    return history.restore(film, wanted.commit, wanted.paths)
