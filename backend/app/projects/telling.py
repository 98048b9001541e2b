"""A film as told to clients, counted from what is on disk."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.files.write import Unreadable, read_json
from app.projects import layout
from app.projects.narratives import Narrative
from app.projects.schemas import DEFAULT_SETTINGS, Chapter, Counts, Project, Quality
from app.projects.store import Damaged, Film


def tell(found: Film | Damaged) -> Project:
    return _damaged(found) if isinstance(found, Damaged) else _whole(found)


def _whole(film: Film) -> Project:
    chapters = _chapters(film)
    takes = _takes(film.folder)
    return Project(
        id=film.id,
        name=film.manifest.name,
        folder=film.folder.name,
        version=film.manifest.version,
        created=film.manifest.created,
        changed=_changed(film.folder),
        quality=film.manifest.quality,
        narrative=film.manifest.narrative,
        status="ready",
        reason=None,
        settings=film.manifest.settings,
        counts=Counts(chapters=len(chapters), scenes=0, shots=0, takes=len(takes), assets=_count_assets(film.folder)),
        chapters=chapters,
        poster_url=_poster(takes),
    )


def _damaged(found: Damaged) -> Project:
    return Project(
        id=found.id,
        name=found.folder.name,
        folder=found.folder.name,
        version="",
        created=None,
        changed=_changed(found.folder),
        quality=Quality.STANDARD,
        narrative=Narrative.NONE,
        status="damaged",
        reason=found.reason,
        settings=DEFAULT_SETTINGS,
        counts=Counts(chapters=0, scenes=0, shots=0, takes=0, assets=0),
        chapters=[],
        poster_url=None,
    )


def _chapters(film: Film) -> list[Chapter]:
    """A story file that can't be read shows no chapters here; the story's own page says why."""
    try:
        story: Any = read_json(film.folder / layout.STORY)
        return [Chapter.model_validate(chapter) for chapter in story["chapters"]]
    except (FileNotFoundError, Unreadable, KeyError, TypeError, ValueError):
        return []


def _takes(folder: Path) -> list[Path]:
    """Records of takes, the newest last."""
    return sorted((folder / layout.RENDERS).glob("output_*.json"), key=lambda path: path.stat().st_mtime_ns)


def _poster(takes: list[Path]) -> str | None:
    return f"/api/v1/takes/{takes[-1].stem.removeprefix('output_')}/thumbnail" if takes else None


def _count_assets(folder: Path) -> int:
    return sum(1 for place in set(layout.ASSET_FOLDERS.values()) for _ in (folder / place).glob("*.asset.json"))


def _changed(folder: Path) -> datetime:
    """When Git last recorded something, or the folder was last touched."""
    log = folder / ".git" / "logs" / "HEAD"
    path = log if log.exists() else folder
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
