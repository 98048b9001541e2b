"""What killed processes left beside the films and inside them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.assets import journal as uploads
from app.events.log import draft
from app.files.write import TEMPORARY
from app.history import restoring
from app.projects import changing, layout
from app.projects.events import ProjectDeleted, ProjectDeletedData
from app.projects.film import Damaged, Film
from app.reconcile.findings import Code, Finding, Survey, of

_UUID = 36  # characters


def workspace(survey: Survey) -> Iterator[Finding]:
    yield from _unfinished(survey)
    for film in survey.films.all():
        if isinstance(film, Damaged):
            yield Finding(Code.FILM_DAMAGED, film.folder.name, layout.MANIFEST, film.reason)


def _unfinished(survey: Survey) -> Iterator[Finding]:
    state = survey.films.state
    for folder in filter(survey.settled, (state / "new").glob("*")):
        detail = "Its creation was broken off before anyone could see it."
        yield Finding(Code.FILM_UNFINISHED, None, f"{layout.STATE}/new/{folder.name}", detail, partial(_drop, folder))
    for folder in filter(survey.settled, (state / "trash").glob("*")):
        detail = "Its deletion was broken off after it had gone out of sight."
        mend = partial(_bury, survey, folder)
        yield Finding(Code.FILM_DELETED, None, f"{layout.STATE}/trash/{folder.name}", detail, mend)


def film(survey: Survey, film: Film) -> Iterator[Finding]:
    for part in changing.left(film):
        path = film.state / "changes" / f"{part}.json"
        if survey.settled(path):
            detail = "An edit was broken off."
            yield of(film, Code.CHANGE_UNFINISHED, path, detail, partial(changing.finish, film))
    if restoring.pending(film) and survey.settled(restoring.plan(film)):
        detail = "A restore was broken off."
        yield of(film, Code.RESTORE_UNFINISHED, restoring.plan(film), detail, partial(restoring.finish, film))
    yield from _temporary(survey, film)


def _temporary(survey: Survey, film: Film) -> Iterator[Finding]:
    waiting = {found[1] for asset_id in uploads.waiting(film) if (found := uploads.read(film, asset_id))}
    for path in _walk(film.folder):
        if path not in waiting and survey.settled(path):
            yield of(film, Code.TEMPORARY_FILE, path, "Whoever wrote it is gone.", partial(_drop, path))


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        yield from (Path(place, name) for name in (*folders, *files) if name.startswith(TEMPORARY))
        folders[:] = [name for name in folders if name != ".git" and not name.startswith(TEMPORARY)]


def _drop(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _bury(survey: Survey, grave: Path) -> None:
    """What is left of deleting a film: its keys, the news, the bytes."""
    film_id = grave.name[:_UUID]
    survey.ledger.forget(film_id)
    survey.log.forget(film_id)
    survey.log.append(draft(ProjectDeleted, None, ProjectDeletedData(project_id=film_id)))
    _drop(grave)
