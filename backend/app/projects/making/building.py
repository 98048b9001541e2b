"""Building a film's folder aside and moving it in whole."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

from app.errors import Unavailable
from app.faults import Point, crash_point
from app.files.names import film_name
from app.files.write import write_json
from app.git import lfs, repository
from app.projects import homes, layout, own, version
from app.projects.film import Film, write_manifest
from app.projects.making import setups
from app.projects.making.narratives import CHAPTERS, Narrative
from app.projects.schemas import Manifest, ProjectCreate
from app.projects.store import Films
from app.schemas import now


def build(films: Films, wanted: ProjectCreate, planned: str | None = None) -> Film:
    """Make the film on disk, announcing nothing; `planned` is the id of its setup, if it has one. Raises `Invalid`,
    `Conflict`, `Unavailable`, and `NotFound` when the setup is withdrawn meanwhile."""
    manifest = _manifest(film_name(wanted.name), wanted, planned or str(uuid.uuid4()))
    if not lfs.installed():
        raise Unavailable("Git LFS is not installed: install the package git-lfs, then try again.", code="lfs_missing")
    films.prepare()
    setups.refuse_taken(films, manifest.name, manifest.id)  # and below for sure: what is there is not built for nothing
    aside = films.state / "new" / uuid.uuid4().hex
    try:
        _furnish(aside, manifest)
        crash_point(Point.FILM_FURNISHED)
        repository.create(aside, "project: create")
        crash_point(Point.FILM_BUILT)
        own.record(aside, [aside / layout.MANIFEST])
        with films.locked():
            if planned:
                setups.refuse_withdrawn(films, planned)
            setups.refuse_taken(films, manifest.name, manifest.id)
            folder = films.add(aside, manifest.name)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    crash_point(Point.FILM_MOVED_IN)
    return Film(folder, manifest)


def _manifest(name: str, wanted: ProjectCreate, film_id: str) -> Manifest:
    return Manifest(
        id=film_id,
        name=name,
        version=version.CURRENT,
        created=now(),
        quality=wanted.quality,
        narrative=wanted.narrative,
        status="ready",
        settings=wanted.settings,
        canvas=layout.CANVAS,
    )


def _furnish(folder: Path, manifest: Manifest) -> None:
    for name in (*layout.FOLDERS, layout.STATE):
        (folder / name).mkdir(parents=True)
    for name, text in layout.FILES.items():
        (folder / name).write_text(text)
    write_json(folder / layout.STORY, _story(manifest.narrative))
    write_manifest(folder, manifest)
    homes.mark(folder, manifest.id)


def _story(narrative: Narrative) -> dict[str, object]:
    chapters = [
        {"id": str(uuid.uuid4()), "code": f"CH{number:02d}", "name": name, "scenes": []}
        for number, name in enumerate(CHAPTERS[narrative], start=1)
    ]
    return {"version": 1, "chapters": chapters}
