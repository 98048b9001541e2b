"""Looking at the folders and telling what others did there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from app.errors import NotFound
from app.events.log import Draft, EventLog, draft
from app.projects import layout, own
from app.projects.events import ProjectCreated, ProjectData, ProjectDeleted, ProjectDeletedData, ProjectUpdated
from app.projects.store import Damaged, Film, Films
from app.projects.telling import tell
from app.watching import telling
from app.watching.difference import Changes, differ
from app.watching.look import look
from app.watching.memory import Memory, leaving

_AT_ONCE = 200  # events appended in one step


class Watcher:
    """Any number may look at the same folders: a claim in Redis lets one at a time compare, and what was told is
    remembered there. `look_at_films` and `look_at` return whether to look again soon."""

    def __init__(self, films: Films, log: EventLog, memory: Memory) -> None:
        self._films, self._log, self._memory = films, log, memory

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
        late = [each for each in found.values() if not self._compare_film(each, known.get(each.id), begun=begun)]
        for film_id in known.keys() - found.keys():
            self._see_off(film_id, known[film_id])
        self._memory.begin()
        return bool(late)

    def _compare_film(self, each: Film | Damaged, before: str | None, *, begun: bool) -> bool:
        """False for one that is still being copied in."""
        told = tell(each)
        state = json.dumps([told.folder, told.status, told.reason])
        if state == before or leaving(before):
            return True
        if before is None and isinstance(each, Film) and not self._learn(each):
            return False
        if begun and (before or not _is_made_here(each)):
            self._log.append(draft(ProjectUpdated if before else ProjectCreated, None, ProjectData(project=told)))
        self._memory.keep_film(each.id, state)
        return True

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

    def _see_off(self, film_id: str, state: str) -> None:
        if not leaving(state):
            self._log.append(draft(ProjectDeleted, None, ProjectDeletedData(project_id=film_id)))
        self._memory.drop_film(film_id)

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
        self._keep(film, found.ours | found.news)
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


def _forget_what_was_read(film: Film) -> None:
    """Lists are remembered until one of a few folders changes, see `app.projects.store.changes`: one of them does."""
    os.utime(film.place(f"{layout.STATE}/outbox"))
