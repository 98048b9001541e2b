"""The first words on a socket: where it stands, what it missed, and whether that is all."""

from __future__ import annotations

from dataclasses import dataclass

from app.events import channels
from app.events.log import Position
from app.live.client import Client, Entry
from app.live.messages import ConnectionEstablished, EstablishedData
from app.live.reader import Reader
from app.schemas import now


@dataclass(frozen=True)
class Wish:
    """From where a returning client wants to go on, a position for each log; None for a first visit."""

    project: str | None
    workspace: str | None


@dataclass(frozen=True)
class _Caught:
    position: Position
    entries: list[Entry]
    whole: bool


async def greet(reader: Reader, client: Client, film_id: str | None, wish: Wish) -> list[str]:
    """The messages to send first; the client has joined the relay already, and drops there what it gets here."""
    own = film_id or channels.WORKSPACE
    caught = {own: await _catch_up(reader, own, wish.project)}
    if film_id:
        caught[channels.WORKSPACE] = await _catch_up(reader, channels.WORKSPACE, wish.workspace)
    client.begin({name: found.position.seq for name, found in caught.items()})
    established = ConnectionEstablished(
        type="connection.established",
        project_id=film_id,
        timestamp=now(),
        data=EstablishedData(
            client_id=client.id,
            project_id=film_id,
            last_event_id=str(caught[own].position),
            workspace_event_id=str(caught[channels.WORKSPACE].position),
            epoch=caught[own].position.epoch,
            recovered=wish != Wish(None, None) and all(found.whole for found in caught.values()),
        ),
    )
    return [established.model_dump_json(), *(entry.wire for found in caught.values() for entry in found.entries)]


async def _catch_up(reader: Reader, log: str, wanted: str | None) -> _Caught:
    """All or nothing. A first visit has missed nothing; an id that is none of ours can't be made good."""
    if wanted is None:
        return _Caught(await reader.position(log), [], whole=True)
    last = Position.parse(wanted)
    if last is None:
        return _Caught(await reader.position(log), [], whole=False)
    position, entries = await reader.since(log, last)
    return _Caught(position, entries or [], whole=entries is not None)
