"""Asking the crew, and deciding on what it proposes."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

from app.agents import changes, journal, telling
from app.agents.changes import Stand, state_of
from app.agents.crew import CREW
from app.agents.events import (
    AgentAssignedData,
    AgentCompletedData,
    AgentProgressData,
    AgentTaskAssigned,
    AgentTaskCompleted,
    AgentTaskProgress,
)
from app.agents.schemas import AgentTask, Change, Proposal, Record, Rewrite, Trade
from app.characters import store as characters
from app.characters.events import CharacterData, CharacterUpdated
from app.characters.telling import tell as tell_character
from app.errors import Conflict, NotFound, Unavailable
from app.events.log import Draft, EventLog, draft
from app.files.paths import within
from app.files.write import encode_json
from app.projects.film import Film
from app.projects.outbox import Commits
from app.schemas import now
from app.story import store as stories
from app.story.events import StoryData, StoryUpdated
from app.tasks.schemas import Status


class Agents:
    def __init__(self, log: EventLog, commits: Commits, ask: Callable[[str, str], None]) -> None:
        """`ask` brings a task, by its film's id and its own, to a worker."""
        self._log = log
        self._commits = commits
        self._ask = ask

    def ask(self, film: Film, trade: Trade, wish: str) -> AgentTask:
        """Durable when it returns; a worker does it."""
        record = _record(trade, wish.strip())
        journal.write(film, record)
        told = AgentAssignedData(agent_type=trade, task_id=record.id, description=record.wish)
        self._log.append(draft(AgentTaskAssigned, film.id, told))
        with suppress(Unavailable):  # the sweep asks for what waits
            self._ask(film.id, record.id)
        return telling.tell(film, record, telling.stand(film))

    def all(self, film: Film) -> list[AgentTask]:
        """The newest first."""
        now_ = telling.stand(film)
        return [telling.tell(film, record, now_) for record in journal.all_of(film)]

    def get(self, film: Film, task_id: str) -> Proposal:
        """Raises `NotFound`."""
        return telling.tell_all(film, journal.get(film, task_id), telling.stand(film))

    def cancel(self, film: Film, task_id: str) -> Proposal:
        """What has ended stays as it is. Raises `NotFound`."""

        def cancelled(record: Record) -> Record:
            ended = {"status": Status.CANCELLED, "message": "Cancelled.", "finished": now()}
            return record if record.ended else record.model_copy(update=ended)

        before, after = journal.change(film, task_id, cancelled)
        if after is not before:
            self._log.append(completed(film, after))
        return self.get(film, task_id)

    def accept(self, film: Film, task_id: str, chosen: Sequence[str] | None) -> Proposal:
        """The chosen changes, or all that are open, as one commit: all of them or none. What is made already stays.
        Raises `NotFound`, `Conflict` when one does not fit the film any more or was refused."""
        with stories.editing(film) as edit, characters.editing(film):
            record, before = journal.get(film, task_id), telling.stand(film)
            wanted = _wanted(record, before, chosen)
            after = changes.make(before, wanted)
            files = _files(film, before, after)
            if files:
                edit.make(_message(record, wanted), files)
        if files:
            self._commits.ask(film)
            self._log.append(*_told(film, before, after))
        return self.get(film, task_id)

    def refuse(self, film: Film, task_id: str, chosen: Sequence[str] | None) -> Proposal:
        """The film stays as it is. Raises `NotFound`."""
        before = telling.stand(film)

        def refused(record: Record) -> Record:
            ids = [change.id for change in _chosen(record, chosen) if _open(before, record, change)]
            return record.model_copy(update={"refused": [*record.refused, *ids]}) if ids else record

        was, record = journal.change(film, task_id, refused)
        if record is not was:
            self._log.append(progress(film, record, f"{len(record.refused)} changes refused."))
        return self.get(film, task_id)


def progress(film: Film, record: Record, message: str) -> Draft:
    told = AgentProgressData(agent_type=record.trade, task_id=record.id, progress=record.progress, message=message)
    return draft(AgentTaskProgress, film.id, told)


def completed(film: Film, record: Record) -> Draft:
    told = AgentCompletedData(
        agent_type=record.trade,
        task_id=record.id,
        status=_OUTCOMES[record.status],
        error=record.error,
        changes=len(record.advice.changes) if record.advice else 0,
    )
    return draft(AgentTaskCompleted, film.id, told)


_OUTCOMES: Mapping[Status, Literal["completed", "failed", "cancelled"]] = {
    Status.COMPLETED: "completed",
    Status.FAILED: "failed",
    Status.CANCELLED: "cancelled",
}


def _record(trade: Trade, wish: str) -> Record:
    return Record(
        id=str(uuid.uuid4()),
        trade=trade,
        wish=wish,
        status=Status.PENDING,
        progress=0,
        message="Waits for a worker.",
        attempt=0,
        created=now(),
        finished=None,
        error=None,
        model=None,
        model_error=None,
        advice=None,
        refused=[],
    )


def _chosen(record: Record, ids: Sequence[str] | None) -> list[Change]:
    """In the proposal's order. Raises `NotFound`."""
    known = {change.id: change for change in (record.advice.changes if record.advice else [])}
    if ids is None:
        return list(known.values())
    if not known.keys() >= set(ids):
        raise NotFound("This proposal has no such change.", code="change_not_found")
    return [change for change in known.values() if change.id in set(ids)]


def _open(stand: Stand, record: Record, change: Change) -> bool:
    return state_of(stand, change, record.refused) == "open"


def _wanted(record: Record, stand: Stand, ids: Sequence[str] | None) -> list[Change]:
    """Those that are open. Of several for one field the first, where nobody chose."""
    chosen = _chosen(record, ids)
    states = {change.id: state_of(stand, change, record.refused) for change in chosen}
    gone = [change.label for change in chosen if states[change.id] in {"outdated", "refused"}]
    if ids is not None and gone:
        detail = f"The film has changed since this was proposed ({', '.join(gone[:5])}): ask again."
        raise Conflict(detail, code="proposal_outdated")
    wanted = [change for change in chosen if states[change.id] == "open"]
    firsts = {_place(change): change for change in reversed(wanted)}
    if ids is not None and len(firsts) < len(wanted):
        raise Conflict("Two of these change the same thing: choose one of them.", code="changes_collide")
    return [change for change in wanted if firsts[_place(change)] is change]


def _place(change: Change) -> tuple[str, str]:
    return change.element, change.field if isinstance(change, Rewrite) else ""


def _files(film: Film, before: Stand, after: Stand) -> dict[Path, bytes | None]:
    files = stories.differences(film, before.tree, after.tree)
    for character_id, record in after.cast.items():
        if record != before.cast[character_id]:
            path = within(film.folder, f"{characters.FOLDER}/{character_id}/{characters.RECORD}")
            files[path] = encode_json(record.as_json())
    return files


def _message(record: Record, wanted: Sequence[Change]) -> str:
    count = f"{len(wanted)} change{'' if len(wanted) == 1 else 's'}"
    return f"story: {count} proposed by the {CREW[record.trade].name}"


def _told(film: Film, before: Stand, after: Stand) -> list[Draft]:
    told = [
        draft(CharacterUpdated, film.id, CharacterData(char_id=cast.id, character=tell_character(cast)))
        for cast in characters.all_of(film)
        if _differs(before.cast, after.cast, cast.id)
    ]
    if after.tree is not before.tree:
        told.append(draft(StoryUpdated, film.id, StoryData(element=film.id, kind="story", change="changed")))
    return told


def _differs(before: Mapping[str, object], after: Mapping[str, object], key: str) -> bool:
    return key in after and before.get(key) != after[key]
