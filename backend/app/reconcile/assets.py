"""Assets against their files, and uploads that will not go on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from app.assets.schemas import AssetRecord
from app.errors import Invalid
from app.files.paths import within
from app.files.write import Unreadable, read_json
from app.projects import layout
from app.projects.film import Film
from app.reconcile.findings import DAY, Code, Finding, Survey, of
from app.uploads import store as uploads

ABANDONED_DAYS = 7


def assets(survey: Survey, film: Film) -> Iterator[Finding]:
    for place in sorted(set(layout.ASSET_FOLDERS.values())):
        for path in (film.folder / place).glob("*.asset.json"):
            if survey.settled(path) and (finding := _of_record(film, path)):
                yield finding


def incoming(survey: Survey, film: Film) -> Iterator[Finding]:
    """Resumable uploads: plan and bytes belong together, and someone has to come back for them."""
    plans, cache = film.state / "incoming", film.folder / layout.CACHE / "uploads"
    for plan in plans.glob("*.json"):
        part, forget = uploads.bytes_path(film, plan.stem), partial(uploads.forget_id, film, plan.stem)
        if not part.exists() and survey.settled(plan):
            yield of(film, Code.UPLOAD_WITHOUT_BYTES, plan, "Its bytes were handed over or are gone.", forget)
        elif survey.settled(part, ABANDONED_DAYS * DAY):
            yield of(film, Code.UPLOAD_ABANDONED, plan, f"Nothing came for {ABANDONED_DAYS} days.", forget)
    for lost in (*cache.glob("*.part"), *plans.glob("*.lock")):
        if not (plans / f"{lost.stem}.json").exists() and survey.settled(lost):
            yield of(film, Code.TEMPORARY_FILE, lost, "Of an upload that is over.", partial(lost.unlink, True))


def _of_record(film: Film, path: Path) -> Finding | None:
    try:
        record = AssetRecord.model_validate(read_json(path))
        there = within(film.folder, record.path).exists()
    except FileNotFoundError:
        return None
    except (Unreadable, ValidationError, Invalid) as error:
        return of(film, Code.UNREADABLE_FILE, path, str(error))
    detail = f"{record.path} is gone; bring it back from Git."
    return None if there else of(film, Code.ASSET_WITHOUT_FILE, path, detail)
