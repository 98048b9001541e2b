"""Looking at the folders and telling what others did there."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Literal

from app.assets.store import first_record
from app.assets.strays import may_be_asset
from app.errors import NotFound
from app.events.log import Draft, EventLog, draft
from app.projects import layout, own
from app.projects.events import (
    ProjectCreated,
    ProjectData,
    ProjectDeleted,
    ProjectDeletedData,
    ProjectUpdated,
    WorkspaceChange,
    WorkspaceChanged,
    WorkspaceChangedData,
)
from app.projects.film import Damaged, Film
from app.projects.store import Films
from app.projects.telling import tell
from app.watching import telling
from app.watching.difference import Changes, differ
from app.watching.look import look
from app.watching.memory import Memory, leaving

_AT_ONCE = 200  # events appended in one step
# What was told of a film; "late" for one that is still being copied in, None for nothing.
_Outcome = Literal["created", "updated", "deleted", "late"] | None


class Watcher:
    """Any number may look at the same folders: a claim in Redis lets one at a time compare, and what was told is
    remembered there. `look_at_films` and `look_at` return whether to look again soon."""

    def __init__(
        self, films: Films, log: EventLog, memory: Memory, found: Callable[[str, Sequence[str]], None]
    ) -> None:
        """`found` is called with a film's id and the paths of files that others put or changed among its assets."""
        self._films, self._log, self._memory, self._found = films, log, memory, found

    def look_at_films(self) -> bool:
        """Which came, went, or changed as a whole."""
        with self._memory.claim("films") as mine:
            return not mine or self._compare_films()

    def look_at(self, film_id: str) -> bool:
        """What its folder holds."""
        with self._memory.claim(film_id) as mine, suppress(NotFound, FileNotFoundError):
            return not mine or self._compare(self._films.get(film_id))
        return False

    def _compare_films(self) -> bool:
        known, begun = self._memory.films(), self._memory.begun
        found = {each.id: each for each in self._films.all()}
        outcomes = {id_: self._compare_film(each, known.get(id_), begun=begun) for id_, each in found.items()}
        outcomes |= {id_: self._see_off(id_, known[id_]) for id_ in known.keys() - found.keys()}
        changes = [WorkspaceChange(project_id=id_, change=o) for id_, o in outcomes.items() if o and o != "late"]
        if changes:
            self._log.append(draft(WorkspaceChanged, None, WorkspaceChangedData(changes=changes)))
        self._memory.begin()
        return "late" in outcomes.values()

    def _compare_film(self, each: Film | Damaged, before: str | None, *, begun: bool) -> _Outcome:
        told = tell(each)
        state = json.dumps([told.folder, told.status, told.reason])
        if state == before or leaving(before):
            return None
        if before is None and isinstance(each, Film) and not self._learn(each):
            return "late"
        news = begun and (before is not None or not _is_made_here(each))
        if news:
            self._log.append(draft(ProjectUpdated if before else ProjectCreated, None, ProjectData(project=told)))
        self._memory.keep_film(each.id, state)
        return ("updated" if before else "created") if news else None

    def _learn(self, film: Film) -> bool:
        """What a new film holds is no news but where we start from."""
        try:
            seen = look(film.folder)
        except FileNotFoundError:
            return False
        if seen.unsettled and not _is_made_here(film):
            return False
        self._keep(film, dict(seen.stamps))
        return True

    def _see_off(self, film_id: str, state: str) -> _Outcome:
        ours = leaving(state)
        if not ours:
            self._log.append(draft(ProjectDeleted, None, ProjectDeletedData(project_id=film_id)))
        self._memory.drop_film(film_id)
        return None if ours else "deleted"

    def _compare(self, film: Film) -> bool:
        values = self._memory.files(film.id)
        if not values:
            return False  # learnt when the films are looked at
        seen = look(film.folder)
        known = {path: value.partition(" ")[0] for path, value in values.items()}
        found = differ(film.folder, known, seen, own.writes(film.folder))  # asked for after the look
        if found.news:
            _forget_what_was_read(film)
            self._append(_drafts(film, found.news, values))
        self._keep(film, found.remembered)
        paths = [path for path, stamp in found.news.items() if stamp and _is_to_be_read(path, found.news)]
        if paths and not film.read_only:
            self._found(film.id, paths)
        own.forget(film.folder)
        return found.late

    def _keep(self, film: Film, changes: Changes) -> None:
        there = {path: _value(film, path, stamp) for path, stamp in changes.items() if stamp}
        self._memory.keep_files(film.id, there, [path for path, stamp in changes.items() if not stamp])

    def _append(self, drafts: Iterable[Draft]) -> None:
        told = list(drafts)
        for start in range(0, len(told), _AT_ONCE):
            self._log.append(*told[start : start + _AT_ONCE])


def _drafts(film: Film, news: Changes, values: Mapping[str, str]) -> Iterator[Draft]:
    for path, stamp in sorted(news.items()):
        yield from telling.tell_change(film, path, before=values.get(path), after=stamp)
    yield draft(ProjectUpdated, None, ProjectData(project=tell(film)))


def _value(film: Film, path: str, stamp: str) -> str:
    """With the stamp of a take's record its id: when the record is gone, nothing else says whose it was."""
    take_id = telling.take_id(film, path)
    return f"{stamp} {take_id}" if take_id else stamp


def _is_made_here(each: Film | Damaged) -> bool:
    """By ourselves, a moment ago: whoever did has told of it."""
    manifest = each.folder / layout.MANIFEST
    return bool(own.stamps(each.folder, [manifest]).items() & own.writes(each.folder))


def _is_to_be_read(path: str, news: Changes) -> bool:
    """One that came with a record needs none, e.g. out of someone's commit."""
    return may_be_asset(path) and not news.get(first_record(path))


def _forget_what_was_read(film: Film) -> None:
    """Lists are remembered until one of a few folders changes, see `app.projects.film.changes`: one of them does.
    Into a film that is read-only others write with commits, which change one too."""
    if not film.read_only:
        os.utime(film.place(f"{layout.STATE}/outbox"))
