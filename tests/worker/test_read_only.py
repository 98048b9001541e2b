"""What a worker does of itself leaves a film alone that a newer Auteur wrote."""

from __future__ import annotations

import json
import shutil

from app.pipelines.null import NullPipeline
from app.projects import outbox
from app.projects.film import Film
from app.reconcile import service as reconcile
from app.reconcile.findings import Survey
from app.tasks.schemas import Status
from app.tasks.service import Tasks
from app.worker.jobs import commit
from app.worker.studio import Studio
from app.worker.upkeep.restoring import restore_lost
from app.worker.upkeep.sweeping import sweep_films, sweep_tasks
from tests.support.films.disk import snapshot
from tests.worker.conftest import Run, Submit


def write_newer(film: Film) -> None:
    manifest = film.folder / "project.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"version": "2.0.0"}))


def test_its_upkeep_writes_nothing_into_it(workshop: Studio, tasks: Tasks, film: Film, submit: Submit) -> None:
    submit()
    outbox.note(film, "story: a word", [film.folder / "project.json"])
    (film.folder / "01_Assets/.tmp-left").write_text("")
    (film.state / "home.json").unlink()
    shutil.copytree(film.folder, film.folder.with_name("Copy"))
    write_newer(film)
    before = snapshot(workshop.films.root)
    sweep_films(workshop)
    restore_lost(workshop)
    sweep_tasks(workshop, every_record=True)
    commit(workshop, film.id)
    reconcile.repair(Survey(workshop.films, workshop.log, workshop.ledger, tasks, patience=0))
    after = snapshot(workshop.films.root)
    assert {path: data for path, data in after.items() if path.startswith(film.folder.name)} == {
        path: data for path, data in before.items() if path.startswith(film.folder.name)
    }


def test_its_tasks_wait_for_the_studio_that_may_make_them(film: Film, submit: Submit, run: Run) -> None:
    task = submit()
    write_newer(film)
    before = snapshot(film.folder)
    assert run(task, NullPipeline().run).status is Status.PENDING
    assert snapshot(film.folder) == before
