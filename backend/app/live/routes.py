from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.errors import Conflict
from app.events.log import Position
from app.live.services import Live
from app.live.vocabulary import Event
from app.projects.dependencies import FilmDep
from app.schemas import Schema, problems

router = APIRouter(tags=["events"])


class EventPage(Schema):
    """Events after a position, oldest first, and the position that the log has reached."""

    last_event_id: str
    events: list[Event]


@router.get("/projects/{project_id}/events", responses=problems(404, 409, 422, 503))
async def list_events(
    film: FilmDep, request: Request, after: Annotated[str | None, Query(max_length=64)] = None
) -> EventPage:
    """Exactly what came after `after`, as a socket would replay it; 409 when the log no longer reaches back."""
    live: Live = request.app.state.live
    last = Position.parse(after) if after is not None else await live.reader.position(film.id)
    position, entries = await live.reader.since(film.id, last) if last else (None, None)
    if position is None or entries is None:
        raise Conflict("The log does not reach back to this position; fetch the state again.", code="log_lost")
    return EventPage(last_event_id=str(position), events=[Event.model_validate_json(entry.wire) for entry in entries])
