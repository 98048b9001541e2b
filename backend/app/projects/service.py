"""Creating, telling, changing and deleting films."""

from __future__ import annotations

import contextlib
import shutil
import uuid
from collections.abc import Callable, Sequence

from app.errors import Conflict, NotFound, Stale, Unavailable
from app.events.log import Draft, EventLog, draft
from app.faults import Point, crash_point
from app.files.names import film_name
from app.files.write import encode_json
from app.projects import layout, outbox, structure
from app.projects.changing import editing
from app.projects.events import ProjectCreated, ProjectData, ProjectDeleted, ProjectDeletedData, ProjectUpdated
from app.projects.film import Film
from app.projects.making import setups
from app.projects.making.building import build
from app.projects.outbox import Commits
from app.projects.schemas import Manifest, Project, ProjectCreate, ProjectPatch, Structure
from app.projects.store import Films
from app.projects.telling import glance, tell
from app.schemas import etag


class Projects:
    def __init__(
        self,
        films: Films,
        log: EventLog,
        commits: Commits,
        ask_setup: Callable[[str], None],
        farewells: Sequence[Callable[[Film], None]] = (),
    ) -> None:
        """`ask_setup` brings a film's making to a worker; `farewells` are called before a film goes, for what holds
        something of it."""
        self.films = films
        self._log = log
        self._commits = commits
        self._ask_setup = ask_setup
        self._farewells = farewells

    def create(self, wanted: ProjectCreate) -> Project:
        """Built aside and renamed in: it appears whole or not at all. Raises `Invalid`, `Conflict`, `Unavailable`."""
        return self._plan(wanted) if wanted.process_async else self._make(wanted)

    def finish(self, project_id: str) -> None:
        """What a worker does about a film that was asked for: make it, if it is not there yet."""
        with setups.claimed(self.films, project_id) as setup:
            if setup is None:
                return
            # Made by an attempt that could not say so, or a folder was copied in; or nobody wants it any more.
            with contextlib.suppress(Conflict, NotFound):
                build(self.films, setup.wanted, setup.id)
            crash_point(Point.SETUP_MADE)
            self._log.append(self._outcome(setup.id))
            setups.close(self.films, setup.id)
        crash_point(Point.SETUP_CLOSED)

    def _outcome(self, project_id: str) -> Draft:
        try:
            return draft(ProjectUpdated, None, ProjectData(project=tell(self.films.get(project_id))))
        except NotFound:
            return _gone(project_id)

    def _plan(self, wanted: ProjectCreate) -> Project:
        project = setups.tell(setups.plan(self.films, str(uuid.uuid4()), wanted))
        crash_point(Point.SETUP_PLANNED)
        self._log.append(draft(ProjectCreated, None, ProjectData(project=project)))
        with contextlib.suppress(Unavailable):  # the sweep asks for what was planned
            self._ask_setup(project.id)
        return project

    def _make(self, wanted: ProjectCreate) -> Project:
        film = build(self.films, wanted)
        project = tell(film)
        self._log.append(draft(ProjectCreated, None, ProjectData(project=project)))
        return project

    def all(self) -> list[Project]:
        """Last changed first."""
        made = [glance(film) for film in self.films.all()]
        known = {project.id for project in made}
        waiting = [setups.tell(setup) for setup in setups.all_of(self.films) if setup.id not in known]
        return sorted(made + waiting, key=lambda project: project.changed, reverse=True)

    def get(self, project_id: str) -> Project:
        """Raises `NotFound`."""
        try:
            return tell(self.films.get(project_id))
        except NotFound:
            if setup := setups.get(self.films, project_id):
                return setups.tell(setup)
            raise

    def tag(self, project_id: str) -> str | None:
        """Of what `patch` changes; None for a film that is not made yet."""
        try:
            return etag(self.films.get(project_id).manifest)
        except NotFound:
            return None

    def patch(self, project_id: str, wanted: ProjectPatch, if_match: str | None = None) -> tuple[Project, str]:
        """The film and its new tag. Raises `NotFound`, `Invalid`, `Stale` when it is not as it was read."""
        film = self.films.get(project_id)
        update = wanted.model_dump(exclude_none=True)
        if wanted.name is not None:
            update["name"] = film_name(wanted.name)
        with editing(film, "manifest") as edit:
            film = self.films.get(project_id)
            if if_match not in {None, "*", etag(film.manifest)}:
                raise Stale("This project was changed elsewhere; load it again.", code="project_stale")
            changed = Manifest.model_validate(film.manifest.as_json() | update)
            message = f"project: change {', '.join(sorted(update))}"
            edit.make(message, {film.folder / layout.MANIFEST: encode_json(changed.as_json())})
        self._commits.ask(film)
        project = self.get(project_id)
        self._log.append(draft(ProjectUpdated, None, ProjectData(project=project)))
        return project, etag(changed)

    def repair(self, film: Film) -> Structure:
        """Put back what the layout declares; nothing is ever deleted."""
        with outbox.writer(film):
            found, restored = structure.repair(film)
        if restored:
            self._commits.ask(film)
        return found

    def delete(self, project_id: str) -> None:
        """Made, or only asked for. Raises `NotFound`."""
        withdrawn = setups.withdraw(self.films, project_id)
        try:
            film = self.films.get(project_id)
        except NotFound:
            if not withdrawn:
                raise
            self._log.append(_gone(project_id))
        else:
            self._remove(film)

    def _remove(self, film: Film) -> None:
        """Gone for every reader at once; the bytes follow."""
        film.insist_writable()
        for farewell in self._farewells:
            farewell(film)
        crash_point(Point.FILM_WITHDRAWN)
        with outbox.writer(film):
            grave = self.films.remove(film)
        crash_point(Point.FILM_REMOVED)
        self._log.forget(film.id)
        self._log.append(_gone(film.id))
        crash_point(Point.FILM_FORGOTTEN)
        shutil.rmtree(grave, ignore_errors=True)


def _gone(project_id: str) -> Draft:
    return draft(ProjectDeleted, None, ProjectDeletedData(project_id=project_id))
