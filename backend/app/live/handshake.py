"""The first words on a socket: where it stands, and whether what it missed can be had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.events import channels
from app.events.log import Position
from app.live.client import Client
from app.live.messages import ConnectionEstablished, ContainerReconnect, EstablishedData, ReconnectData
from app.live.reader import Reader
from app.schemas import now


@dataclass(frozen=True)
class Wish:
    """From where a returning client wants to go on, a position for each log; None for a first visit."""

    project: str | None
    workspace: str | None


@dataclass(frozen=True)
class _Place:
    """`top` is the log's; `start` is where the client goes on, the same when nothing can be or was missed."""

    top: Position
    start: Position
    whole: bool


async def greet(reader: Reader, client: Client, film_id: str | None, wish: Wish, started: datetime) -> list[str]:
    """The messages to send first; what the client missed follows, for from here its writer reads. `started` is since
    when this process runs."""
    own = film_id or channels.WORKSPACE
    places = {own: await _place(reader, own, wish.project)}
    if film_id:
        places[channels.WORKSPACE] = await _place(reader, channels.WORKSPACE, wish.workspace)
    client.begin({log: place.start for log, place in places.items()})
    returning = wish != Wish(None, None)
    data = EstablishedData(
        client_id=client.id,
        project_id=film_id,
        last_event_id=str(places[own].top),
        workspace_event_id=str(places[channels.WORKSPACE].top),
        epoch=places[own].top.epoch,
        recovered=returning and all(place.whole for place in places.values()),
    )
    first = ConnectionEstablished(type="connection.established", project_id=film_id, timestamp=now(), data=data)
    if not returning:
        return [first.model_dump_json()]
    missed = sum(place.top.seq - place.start.seq for place in places.values())
    again = ReconnectData(started=started, missed=missed)
    second = ContainerReconnect(type="container.reconnect", project_id=film_id, timestamp=now(), data=again)
    return [first.model_dump_json(), second.model_dump_json()]


async def _place(reader: Reader, log: str, wanted: str | None) -> _Place:
    """All or nothing. A first visit has missed nothing; an id that is none of ours can't be made good."""
    last = Position.parse(wanted)
    if last is not None:
        top, entries = await reader.since(log, last, count=1)
        if entries is not None:
            return _Place(top, last, whole=True)
    top = await reader.position(log)
    return _Place(top, top, whole=wanted is None)
