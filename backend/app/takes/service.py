"""Choosing, rating, noting and deleting takes. The media of a take never changes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.errors import NotFound
from app.events.log import EventLog, draft
from app.events.schemas import Envelope
from app.projects.changing import Contents, editing
from app.projects.outbox import Commits
from app.projects.store import Films
from app.schemas import now
from app.story.service import Stories
from app.takes import store
from app.takes.events import TakeData, TakeSelected, TakeUpdated
from app.takes.schemas import Take, TakePatch, TakeRecord
from app.takes.store import Stored


class Takes:
    def __init__(self, films: Films, stories: Stories, log: EventLog, commits: Commits) -> None:
        self.films = films
        self._stories = stories
        self._log = log
        self._commits = commits

    def get(self, take_id: str) -> Take:
        return _tell(store.find(self.films, take_id))

    def patch(self, take_id: str, wanted: TakePatch) -> Take:
        """Only what is named changes. Raises `NotFound`."""
        stored = store.find(self.films, take_id)
        update = wanted.model_dump(exclude_unset=True, exclude={"chosen"})
        if update:
            stored = self._rewrite(stored, "rate and note", update)
            self._changed(TakeUpdated, stored)
        if wanted.chosen is not None:
            self._choose(stored, chosen=wanted.chosen)
        return self.get(take_id)

    def select(self, take_id: str) -> Take:
        """The chosen take of its shot; another one is so no longer."""
        self._choose(store.find(self.films, take_id), chosen=True)
        return self.get(take_id)

    def delete(self, take_id: str) -> None:
        """Media and thumbnail go; the numbered folder keeps its record, so that its number is never given again."""
        stored = store.find(self.films, take_id)
        self._choose(stored, chosen=False)
        gone = dict.fromkeys((*stored.files, store.thumbnail_path(stored.film, take_id)))
        deleted = {"deleted": now()} if store.is_numbered(stored.path) else None
        self._rewrite(stored, "delete", deleted, gone)
        self._changed(TakeUpdated, stored)

    def _choose(self, stored: Stored, *, chosen: bool) -> None:
        if _tell(stored).chosen == chosen:
            return
        shot_id = stored.record.shot_id
        now = store.board(stored.film)
        if shot_id and now and shot_id in now.chosen:
            self._stories.choose(stored.film, shot_id, stored.record.id if chosen else None)
            self._tell(TakeSelected, stored)
        else:
            self._changed(TakeSelected, self._rewrite(stored, "choose", {"chosen": chosen}))

    def _rewrite(
        self, stored: Stored, what: str, update: Mapping[str, object] | None, gone: Contents = MappingProxyType({})
    ) -> Stored:
        """The record with `update`, or without one no record any more, and files that go with it."""
        with editing(stored.film, "takes") as edit:
            current = store.read(stored.film, stored.path)
            if current is None:
                raise NotFound("This take is no longer on disk.", code="take_not_found")
            record = TakeRecord.model_validate(current.record.model_dump() | dict(update or {}))
            written = {stored.path: store.encode(record) if update is not None else None}
            edit.make(f"take: {what} {stored.title}", {**gone, **written})
        return Stored(stored.film, stored.path, record)

    def _changed(self, kind: type[Envelope], stored: Stored) -> None:
        self._commits.ask(stored.film)
        self._tell(kind, stored)

    def _tell(self, kind: type[Envelope], stored: Stored) -> None:
        record = stored.record
        path = stored.film.shown(stored.media[0])
        data = TakeData(take_id=record.id, shot_id=record.shot_id, take_number=record.take_number, path=path)
        self._log.append(draft(kind, stored.film.id, data))


def _tell(stored: Stored) -> Take:
    return store.tell(stored, store.board(stored.film))
