"""Creating, telling, changing and deleting films."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

from app.errors import Unavailable
from app.events.log import EventLog, draft
from app.files.names import film_name
from app.files.write import write_json
from app.git import lfs, repository
from app.projects import layout, outbox, structure
from app.projects.events import ProjectCreated, ProjectData, ProjectDeleted, ProjectDeletedData, ProjectUpdated
from app.projects.narratives import CHAPTERS, Narrative
from app.projects.outbox import Commits
from app.projects.schemas import Manifest, Project, ProjectCreate, ProjectPatch, Structure
from app.projects.store import Film, Films, write_manifest
from app.projects.telling import tell
from app.schemas import now


class Projects:
    def __init__(
        self, films: Films, log: EventLog, commits: Commits, farewells: Sequence[Callable[[Film], None]] = ()
    ) -> None:
        """`farewells` are called before a film goes, for what holds something of it."""
        self.films = films
        self._log = log
        self._commits = commits
        self._farewells = farewells

    def create(self, wanted: ProjectCreate) -> Project:
        """Built aside and renamed in: it appears whole or not at all. Raises `Invalid`, `Conflict`, `Unavailable`."""
        film = build(self.films, wanted)
        project = tell(film)
        try:
            self._log.append(draft(ProjectCreated, None, ProjectData(project=project)))
        except BaseException:  # who is told that it failed must be able to try again
            shutil.rmtree(self.films.remove(film), ignore_errors=True)
            raise
        return project

    def all(self) -> list[Project]:
        """Last changed first."""
        return sorted((tell(film) for film in self.films.all()), key=lambda project: project.changed, reverse=True)

    def get(self, project_id: str) -> Project:
        return tell(self.films.get(project_id))

    def patch(self, project_id: str, wanted: ProjectPatch) -> Project:
        film = self.films.get(project_id)
        update = wanted.model_dump(exclude_none=True)
        if wanted.name is not None:
            update["name"] = film_name(wanted.name)
        with outbox.writer(film):
            film = self.films.get(project_id)
            changed = Manifest.model_validate(film.manifest.as_json() | update)
            write_manifest(film.folder, changed)
        self._commits.soon(film, f"project: change {', '.join(sorted(update))}", [film.folder / layout.MANIFEST])
        project = self.get(project_id)
        self._log.append(draft(ProjectUpdated, None, ProjectData(project=project)))
        return project

    def repair(self, film: Film) -> Structure:
        """Put back what the layout declares; nothing is ever deleted."""
        found, restored = structure.repair(film)
        if restored:
            self._commits.soon(film, "project: repair structure", restored)
        return found

    def delete(self, film: Film) -> None:
        """Gone for every reader at once; the bytes follow."""
        for farewell in self._farewells:
            farewell(film)
        with outbox.writer(film):
            grave = self.films.remove(film)
        self._log.forget(film.id)
        self._log.append(draft(ProjectDeleted, None, ProjectDeletedData(project_id=film.id)))
        shutil.rmtree(grave, ignore_errors=True)


def build(films: Films, wanted: ProjectCreate) -> Film:
    """Make the film on disk, announcing nothing."""
    name = film_name(wanted.name)
    if not lfs.installed():
        raise Unavailable("Git LFS is not installed: install the package git-lfs, then try again.", code="lfs_missing")
    films.prepare()
    aside = films.state / "new" / uuid.uuid4().hex
    manifest = _manifest(name, wanted)
    try:
        _furnish(aside, manifest)
        repository.create(aside, "project: create")
        folder = films.add(aside, name)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return Film(folder, manifest)


def _manifest(name: str, wanted: ProjectCreate) -> Manifest:
    return Manifest(
        id=str(uuid.uuid4()),
        name=name,
        version="1.0.0",
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


def _story(narrative: Narrative) -> dict[str, object]:
    chapters = [
        {"id": str(uuid.uuid4()), "code": f"CH{number:02d}", "name": name, "scenes": []}
        for number, name in enumerate(CHAPTERS[narrative], start=1)
    ]
    return {"version": 1, "chapters": chapters}
