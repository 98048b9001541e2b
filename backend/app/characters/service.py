"""Creating, changing and deleting characters, and giving them a face."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app import pictures
from app.characters import store, training, usage
from app.characters.events import (
    BaseFaceData,
    BaseFaceUploaded,
    CharacterCreated,
    CharacterData,
    CharacterDeleted,
    CharacterDeletedData,
    CharacterUpdated,
)
from app.characters.naming import trigger_word
from app.characters.schemas import (
    Character,
    CharacterCreate,
    CharacterPatch,
    CharacterRecord,
    LoraStatus,
    Usage,
    UsageEntry,
)
from app.characters.store import Cast
from app.characters.telling import tell
from app.errors import Conflict, Stale
from app.events.log import Draft, EventLog, draft
from app.faults import Point, crash_point
from app.files.write import TEMPORARY, encode_json
from app.projects import outbox
from app.projects.changing import Edit
from app.projects.film import Film
from app.projects.outbox import Commits
from app.schemas import etag, now


class Characters:
    def __init__(self, log: EventLog, commits: Commits) -> None:
        self._log = log
        self._commits = commits

    def create(self, film: Film, wanted: CharacterCreate) -> Character:
        """Raises `Conflict` for a trigger word that another character of the film has."""
        record = CharacterRecord(
            asset_id=str(uuid.uuid4()),
            name=wanted.name.strip(),
            description=wanted.description,
            trigger_word=wanted.trigger_word or _trigger_word(film, wanted.name),
            created=now(),
            lora_training_status=LoraStatus.UNTRAINED,
            lora_model=None,
            usages=[],
        )
        with store.editing(film) as edit:
            _refuse_taken(film, record)
            cast = store.place(film, record)
            _write(edit, cast, "add")
        return self._told(CharacterCreated, cast)

    def change(
        self, film: Film, character_id: str, wanted: CharacterPatch, if_match: str | None
    ) -> tuple[Character, str]:
        """With its new tag. Raises `NotFound`, `Stale`, `Conflict`."""
        update = wanted.model_dump(exclude_none=True)

        def apply(cast: Cast) -> CharacterRecord:
            if if_match not in {None, "*", tag(cast)}:
                raise Stale("This character was changed elsewhere; load it again.", code="character_stale")
            changed = cast.record.model_copy(update=update)
            _refuse_taken(film, changed)
            return changed

        cast = _change(film, character_id, "change", apply)
        return self._told(CharacterUpdated, cast), tag(cast)

    def delete(self, film: Film, character_id: str) -> None:
        """Every file of it goes; Git and its takes remember."""
        with store.editing(film) as edit:
            cast = store.get(film, character_id)
            edit.make(f"character: delete {cast.record.name}", dict.fromkeys(store.files(cast)))
            shutil.rmtree(cast.folder, ignore_errors=True)  # folders alone are left
            training.forget(film, cast.id)
        self._commits.ask(film)
        self._log.append(draft(CharacterDeleted, film.id, CharacterDeletedData(char_id=character_id)))

    def give_face(self, film: Film, character_id: str, received: Path) -> Character:
        """The pixels of what was `received` become the base face. Raises `NotFound`, `Unsupported`, `TooLarge`."""
        store.get(film, character_id)
        drawn = received.with_name(f"{TEMPORARY}{uuid.uuid4().hex}")
        try:
            pictures.as_png(received, drawn)
            with store.editing(film):
                cast = store.get(film, character_id)
                message = f"character: face of {cast.record.name}"
                outbox.note(film, message, [cast.folder / store.BASE_FACE])
                face = store.exchange_face(cast, drawn)
                crash_point(Point.FACE_EXCHANGED)
                outbox.note(film, message, [face])
        finally:
            drawn.unlink(missing_ok=True)
        self._commits.ask(film)
        told = BaseFaceData(char_id=cast.id, image_path=film.shown(face))
        self._log.append(draft(BaseFaceUploaded, film.id, told), _updated(CharacterUpdated, cast))
        return tell(cast)

    def use(self, film: Film, character_id: str, entry: UsageEntry) -> Usage:
        """Telling it twice counts once. Raises `NotFound`."""

        def add(cast: Cast) -> CharacterRecord:
            others = [known for known in cast.record.usages if known.take_id != entry.take_id]
            return cast.record.model_copy(update={"usages": [*others, entry]})

        cast = _change(film, character_id, "usage of", add)
        self._commits.ask(film)
        self._log.append(*usage.told(film, [cast.id]))
        return usage.of(cast)

    def _told(self, kind: type[Any], cast: Cast) -> Character:
        self._commits.ask(cast.film)
        self._log.append(_updated(kind, cast))
        return tell(cast)


def tag(cast: Cast) -> str:
    """The `ETag` that guards an edit."""
    return etag(cast.record)


def _change(film: Film, character_id: str, what: str, change: Callable[[Cast], CharacterRecord]) -> Cast:
    with store.editing(film) as edit:
        before = store.get(film, character_id)
        cast = Cast(film, before.folder, change(before))
        _write(edit, cast, what)
    return cast


def _write(edit: Edit, cast: Cast, what: str) -> None:
    edit.make(f"character: {what} {cast.record.name}", {cast.file: encode_json(cast.record.as_json())})


def _updated(kind: type[Any], cast: Cast) -> Draft:
    return draft(kind, cast.film.id, CharacterData(char_id=cast.id, character=tell(cast)))


def _trigger_word(film: Film, name: str) -> str:
    return trigger_word(name, [cast.record.trigger_word for cast in store.all_of(film)])


def _refuse_taken(film: Film, record: CharacterRecord) -> None:
    word = record.trigger_word.casefold()
    for cast in store.all_of(film):
        if cast.id != record.asset_id and cast.record.trigger_word.casefold() == word:
            detail = f"{cast.record.name} has the trigger word “{record.trigger_word}” already."
            raise Conflict(detail, field="triggerWord", code="trigger_word_taken")
