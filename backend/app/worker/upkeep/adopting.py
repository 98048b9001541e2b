"""Films that came from outside: one that is alone with its id is given a mark, a copy of another an identity."""

from __future__ import annotations

import os
import shutil
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import structlog
from filelock import FileLock, Timeout

from app.errors import AuteurError, Conflict, Invalid
from app.events.log import draft
from app.files.names import film_name
from app.projects import homes, layout, outbox
from app.projects.events import ProjectCreated, ProjectData
from app.projects.film import Film, write_manifest
from app.projects.schemas import Manifest
from app.projects.telling import tell
from app.story import edits
from app.story import store as story
from app.takes import store as takes
from app.takes.store import Stored
from app.worker.studio import Studio

_QUIET_SECONDS = 10.0  # a folder in which nothing was written for so long has been copied whole

log = structlog.get_logger()


def adopt_all(studio: Studio) -> None:
    try:
        with FileLock(studio.films.state / "adopting.lock", timeout=0):
            _adopt_all(studio)
    except Timeout:
        return  # another worker is at it


def _adopt_all(studio: Studio) -> None:
    for film in studio.films.writable():
        if homes.marked(film.folder) != film.id:
            with _reported(film):
                _welcome(film)
                studio.log.welcome(film.id)
    for copy, original in studio.films.copies():
        if not copy.read_only and time.time() - _last_written(copy.folder) > _QUIET_SECONDS:
            with _reported(copy):
                _adopt(studio, copy, original)


def _welcome(film: Film) -> None:
    """What Git ignores did not come along with a clone."""
    for folder in (*layout.IGNORED, layout.STATE):
        film.place(folder)
    homes.mark(film.folder, film.id)


@contextmanager
def _reported(film: Film) -> Iterator[None]:
    """One film that can't be written keeps no other waiting."""
    try:
        yield
    except (OSError, AuteurError) as error:
        log.warning("film.not_adopted", folder=film.folder.name, reason=str(error))


def _adopt(studio: Studio, copy: Film, original: Film) -> None:
    """A film of its own, under an id of its own, down to its takes. Repeated from its mark after a crash; the manifest
    comes last, and with it the folder is a film."""
    marked = homes.marked(copy.folder)
    new_id = marked if marked and marked != original.id else _start_afresh(copy)
    names = {stored.record.id: _renamed(new_id, stored) for stored in takes.records(copy)}
    _rename_choices(copy, names)
    _rename_takes(copy, names)
    outbox.note(copy, f"project: copy of {original.manifest.name}", list(_written(copy)))
    write_manifest(copy.folder, _manifest(copy, new_id))
    film = studio.films.get(new_id)
    studio.log.append(draft(ProjectCreated, None, ProjectData(project=tell(film))))
    studio.dispatch.commit(new_id)
    log.info("film.adopted", project=new_id, copy_of=original.id)


def _start_afresh(copy: Film) -> str:
    """The tasks, notes and uploads in the copied state are the original's, and go on there."""
    shutil.rmtree(copy.state, ignore_errors=True)
    new_id = str(uuid.uuid4())
    for folder in (layout.STATE, *layout.IGNORED):
        copy.place(folder)
    homes.mark(copy.folder, new_id)
    return new_id


def _renamed(film_id: str, stored: Stored) -> str:
    return str(uuid.uuid5(uuid.UUID(film_id), stored.record.task_id))


def _rename_takes(copy: Film, names: Mapping[str, str]) -> None:
    for stored in takes.records(copy):
        record = stored.record
        new = names[record.id]
        parent = names.get(record.parent_take or "", record.parent_take)
        takes.write(stored.path, record.model_copy(update={"id": new, "parent_take": parent}))
        if (old := takes.thumbnail_path(copy, record.id)).exists():
            old.rename(takes.thumbnail_path(copy, new))


def _rename_choices(copy: Film, names: Mapping[str, str]) -> None:
    try:
        before = story.load(copy)
    except Conflict:
        return  # a damaged story stays as it was copied
    after = before
    for shot in before.shots():
        if new := names.get(shot.chosen_take or ""):
            after = edits.change_shot(after, shot.id, {"chosen_take": new})
    story.save(copy, before, after)


def _written(copy: Film) -> Iterator[Path]:
    """All that may have changed, in this attempt or in one that was killed."""
    yield from (copy.folder / layout.MANIFEST, copy.folder / layout.STORY)
    yield from (copy.folder / layout.SCENES).glob("*.json")
    yield from (stored.path for stored in takes.records(copy))


def _manifest(copy: Film, new_id: str) -> Manifest:
    try:
        name = film_name(copy.folder.name)
    except Invalid:
        name = copy.manifest.name
    return copy.manifest.model_copy(update={"id": new_id, "name": name})


def _last_written(folder: Path) -> float:
    """Change times, since copying may preserve the others."""
    below = (path for top, folders, files in os.walk(folder) for path in (top, *(f"{top}/{n}" for n in files)))
    return max(_changed(path) for path in below)


def _changed(path: str) -> float:
    try:
        return os.lstat(path).st_ctime
    except FileNotFoundError:
        return time.time()
