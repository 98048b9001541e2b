"""Moving a take in, whole or not at all, never over another one."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from app.errors import Conflict, NotFound
from app.faults import Point, crash_point
from app.files.write import TEMPORARY, Sync, prepared, syncing
from app.projects import layout
from app.steps import Steps
from app.story import store as story
from app.takes import store
from app.takes.schemas import TakeRecord
from app.takes.store import Stored
from app.worker.making.context import Output
from app.worker.making.embedding import with_record
from app.worker.making.work import Work


def moving_in(work: Work, made: Sequence[Output], record: TakeRecord) -> Steps[tuple[Stored, Path]]:
    """Into its shot's folder, or among the renders when it has no shot (any more). The sync of that folder, which is
    returned as well, is still to come."""
    if shot := _shot_folder(work):
        return (yield from _numbered(work, shot, made, record)), shot
    renders = work.film.place(layout.RENDERS)
    return (yield from _loose(work, renders, made, record)), renders


def _shot_folder(work: Work) -> Path | None:
    if work.task.shot_id is None:
        return None
    try:
        tree = story.load(work.film)
        scene, shot = tree.scene_of(work.task.shot_id), tree.shot(work.task.shot_id)
    except (NotFound, Conflict):
        return None
    chapter = tree.chapter_of(scene.id)
    return work.film.place(f"{layout.RENDERS}/{chapter.code}/{scene.code}/{shot.code}")


def _numbered(work: Work, folder: Path, made: Sequence[Output], record: TakeRecord) -> Steps[Stored]:
    """The folder is built aside; renaming it in claims its number, since a number that is taken can't be renamed to."""
    if (own := _moved_in_already(work, folder)) is not None:
        return own
    while True:
        number = store.next_number(folder)
        built = yield from _build(work, folder, made, record.model_copy(update={"take_number": number}))
        final = folder / f"take_{number:03d}"
        crash_point(Point.TAKE_BUILT)
        try:
            built.path.parent.rename(final)
        except OSError as error:
            if error.errno not in {errno.EEXIST, errno.ENOTEMPTY}:
                raise
            continue
        crash_point(Point.TAKE_RENAMED)
        return Stored(work.film, final / store.RECORD, built.record)


def _moved_in_already(work: Work, folder: Path) -> Stored | None:
    """By an attempt that died before it could say so."""
    for path in folder.glob(f"take_*/{store.RECORD}"):
        if (stored := store.read(work.film, path)) and stored.record.task_id == work.task.id:
            return stored
    return None


def _build(work: Work, folder: Path, made: Sequence[Output], record: TakeRecord) -> Steps[Stored]:
    aside = folder / f"{TEMPORARY}{work.task.id}"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    stamp = record.created.strftime("%Y%m%dT%H%M%SZ")
    names = [f"{output.name}_{stamp}.{output.extension}" for output in made]
    record = record.model_copy(update={"outputs": names})
    yield from _writing(aside / store.RECORD, made, record)
    yield from syncing(aside)
    return Stored(work.film, aside / store.RECORD, record)


def _loose(work: Work, folder: Path, made: Sequence[Output], record: TakeRecord) -> Steps[Stored]:
    names = [f"{store.loose_stem(work.task.id)}.{output.extension}" for output in made]
    record = record.model_copy(update={"outputs": names, "shot_id": None})
    path = folder / f"{store.loose_stem(work.task.id)}.json"
    yield from _writing(path, made, record)  # over what a killed attempt left
    return Stored(work.film, path, record)


def _writing(path: Path, made: Sequence[Output], record: TakeRecord) -> Steps[None]:
    """The media, and after them at `path` their record."""
    said = store.encode(record)
    with prepared(path, said) as told:
        with ExitStack() as media:
            files = [
                media.enter_context(prepared(path.with_name(name), with_record(output, said)))
                for output, name in zip(made, record.outputs, strict=True)
            ]
            yield Sync((*files, told))
        crash_point(Point.TAKE_MEDIA_IN)
