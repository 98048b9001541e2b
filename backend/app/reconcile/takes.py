"""Takes: records against media, and what attempts at making them left."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.projects import layout
from app.projects.film import Film
from app.reconcile.findings import Code, Finding, Survey, of
from app.takes import store
from app.tasks import journal
from app.tasks.schemas import Status


def takes(survey: Survey, film: Film) -> Iterator[Finding]:
    stored = store.records(film)
    for take in stored:
        for path in take.media:
            if not path.exists() and survey.settled(take.path):
                yield of(film, Code.TAKE_WITHOUT_MEDIA, path, f"It belongs to {take.title}; bring it back from Git.")
    for task_id, times in Counter(take.record.task_id for take in stored).items():
        if times > 1:
            yield of(film, Code.TASK_TWO_TAKES, film.folder / layout.RENDERS, f"{times} takes of task {task_id}.")
    yield from _without_record(survey, film)


def attempts(survey: Survey, film: Film) -> Iterator[Finding]:
    cache = film.folder / layout.CACHE
    for folder in (cache / "tasks").glob("*"):
        if survey.settled(folder) and not survey.ledger.leased(folder.name.partition(".")[0]):
            yield of(film, Code.ATTEMPT_LEFT, folder, "Nobody works on it.", partial(shutil.rmtree, folder, True))
    for preview in (cache / "previews").glob("*.jpg"):
        if survey.settled(preview) and not survey.ledger.leased(preview.stem):
            yield of(film, Code.PREVIEW_LEFT, preview, "Its task is not running.", partial(preview.unlink, True))


def _without_record(survey: Survey, film: Film) -> Iterator[Finding]:
    renders = film.folder / layout.RENDERS
    for media in renders.glob("output_*"):
        if media.suffix != ".json" and not media.with_suffix(".json").exists() and survey.settled(media):
            yield of(film, Code.MEDIA_WITHOUT_TAKE, media, "It has no record beside it.", _unmade(film, media))
    for folder in renders.glob("*/*/*/take_*"):
        if not (folder / store.RECORD).exists() and survey.settled(folder):
            yield of(film, Code.MEDIA_WITHOUT_TAKE, folder, f"It has no {store.RECORD}.")


def _unmade(film: Film, media: Path) -> partial[None] | None:
    """A task that ended without a take leaves nothing; a file of unknown origin is a person's."""
    task = journal.read(film, media.stem.removeprefix("output_"))
    if task and task.ended and task.status is not Status.COMPLETED:
        return partial(media.unlink, missing_ok=True)
    return None
