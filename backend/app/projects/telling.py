"""A film as told to clients, counted from what is on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.files.cached import Remembered, Stamp, listed, read_cached, stamp
from app.git import repository
from app.projects import layout, renders
from app.projects.film import Damaged, Film
from app.projects.making.narratives import Narrative
from app.projects.schemas import DEFAULT_SETTINGS, Chapter, Counts, Project, Quality

_Json = Mapping[str, Any]


_films: Remembered[Project] = Remembered()
_reasons: Remembered[str | None] = Remembered()


def tell(found: Film | Damaged) -> Project:
    told = glance(found)
    if isinstance(found, Damaged) or found.read_only:
        return told
    reason = _reasons.get(found.folder, repository.standing(found.folder), lambda: repository.obstacle(found.folder))
    return told if told.reason == reason else told.model_copy(update={"reason": reason})


def glance(found: Film | Damaged) -> Project:
    """As remembered until the film changes; edits by hand are counted once Git has them, or the watch has seen them.

    A list looks at a thousand films, so at as little of each as can be: our changes pass the outbox, and whoever uses
    Git passes `.git` itself. That someone edits a file in there in its place is seen by `tell` alone.
    """
    return (
        _damaged(found)
        if isinstance(found, Damaged)
        else _films.get(found.folder, _as_of(found), lambda: _whole(found))
    )


def _as_of(film: Film) -> Stamp:
    return (*film.as_of, *stamp(f"{film.folder}/{layout.STATE}/outbox", f"{film.folder}/.git"))


def _whole(film: Film) -> Project:
    chapters = _entries(read_cached(film.folder / layout.STORY), "chapters")
    takes = list(_takes(film.folder))
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
        reason=film.read_only or repository.obstacle(film.folder),
        settings=film.manifest.settings,
        look=film.manifest.look,
        counts=_count(film.folder, chapters, takes),
        chapters=[Chapter(id=str(c.get("id")), code=str(c.get("code")), name=str(c.get("name"))) for c in chapters],
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
        look="",
        counts=Counts(chapters=0, scenes=0, shots=0, takes=0, assets=0),
        chapters=[],
        poster_url=None,
    )


def _count(folder: Path, chapters: Sequence[_Json], takes: Sequence[_Json]) -> Counts:
    scenes = [read_cached(f"{folder}/{layout.SCENES}/{name}") for name in _named(folder, layout.SCENES, ".json")]
    return Counts(
        chapters=len(chapters),
        scenes=len(scenes),
        shots=sum(len(_entries(scene, "shots")) for scene in scenes),
        takes=len(takes),
        assets=sum(len(_named(folder, place, ".asset.json")) for place in set(layout.ASSET_FOLDERS.values())),
    )


def _named(folder: Path, place: str, suffix: str) -> list[str]:
    return [name for name in listed(f"{folder}/{place}").files if name.endswith(suffix)]


def _takes(folder: Path) -> Iterator[_Json]:
    for path in renders.records(str(folder)):
        record = read_cached(path)
        if isinstance(record, dict) and "task_id" in record and not record.get("deleted"):
            yield record


def _poster(takes: Sequence[_Json]) -> str | None:
    newest = max(takes, key=lambda take: str(take.get("created")), default=None)
    return f"/api/v1/takes/{newest['id']}/thumbnail" if newest and "id" in newest else None


def _entries(value: Any, key: str) -> list[_Json]:
    """A file that can't be read shows nothing here; the story's own page says why."""
    found = value.get(key) if isinstance(value, dict) else None
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _changed(folder: Path) -> datetime:
    """When Git last recorded something, or the folder was last touched."""
    log = folder / ".git" / "logs" / "HEAD"
    path = log if log.exists() else folder
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
