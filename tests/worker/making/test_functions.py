"""What a pipeline sees of a task that names a template."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.config import Settings
from app.functions.service import Known
from app.pipelines.base import Context
from app.projects.film import Film
from app.takes import store
from app.tasks.queues import GENERATION
from app.tasks.schemas import Status, Task, TaskCreate
from app.tasks.service import Tasks
from app.worker.making import running
from app.worker.studio import Studio
from tests.support.films.functions import PICTURE, declaration, keep, put
from tests.support.generation.making import draw
from tests.support.generation.pipelines import Recipe
from tests.worker.conftest import Run, Submit

ANY = {"type": "object"}


class Other(Recipe):
    id = "other"


@pytest.fixture
def tasks(workshop: Studio) -> Tasks:
    """That know the library's templates."""
    return Tasks(workshop.redis, workshop.films, workshop.ledger, workshop.dispatch, Known(workshop.library))


@pytest.fixture
def template(settings: Settings) -> Path:
    properties = {"prompt": {}, "source": PICTURE, "location": {}, "extra": ANY}
    return put(settings.workspace_root, "t.json", declaration(properties=properties, recipe={"workflow": {"1": {}}}))


def seen(run: Run, task: Task) -> dict[str, Any]:
    found: dict[str, Any] = {}

    def look(context: Context) -> None:
        found.update(parameters=dict(context.parameters), source=context.source, location=context.location)
        found.update(template=context.template)
        context.save("image", "png", b"")

    run(task, look)
    return found


@pytest.mark.usefixtures("template")
def test_assets_are_files_at_any_depth_and_the_record_keeps_their_names(film: Film, submit: Submit, run: Run) -> None:
    record = keep(film)
    named = f"asset://{record.id}"
    wished = {"source": named, "location": named, "extra": {"a": [{"b": named}]}}
    task = submit(template_id="relight_v1", parameters=wished)
    found, path = seen(run, task), film.folder / record.path
    assert found["source"] == found["parameters"]["source"] == path
    assert found["parameters"]["extra"] == {"a": [{"b": path}]}
    assert (found["location"].words, found["location"].picture) == ("harbour", path)
    assert wished.items() <= task.parameters.items()


@pytest.mark.usefixtures("template")
def test_a_pipeline_is_told_what_the_template_says_to_it(submit: Submit, run: Run) -> None:
    assert seen(run, submit(template_id="relight_v1"))["template"] == {"workflow": {"1": {}}}
    assert seen(run, submit())["template"] == {}


def test_a_place_in_words_reaches_the_pipeline(submit: Submit, run: Run) -> None:
    task = submit(template_id="image_generation_v1", parameters={"location": "a harbour at dusk"})
    found = seen(run, task)["location"]
    assert (found.words, found.picture) == ("a harbour at dusk", None)


@pytest.mark.usefixtures("template")
def test_the_take_says_which_version_of_the_template_made_it(
    workshop: Studio, film: Film, submit: Submit, run: Run
) -> None:
    task, before = submit(template_id="relight_v1"), workshop.library.sha256("relight_v1")

    def rewrite_and_draw(context: Context) -> None:
        put(workshop.settings.workspace_root, "t.json", declaration(name="Another"))
        draw(context)

    assert run(task, rewrite_and_draw).status is Status.COMPLETED
    [take] = store.records(film)
    assert take.record.template_sha256 == before != workshop.library.sha256("relight_v1")


@pytest.mark.usefixtures("template")
def test_an_asset_that_went_meanwhile_fails_the_task_and_is_named(film: Film, submit: Submit, run: Run) -> None:
    record = keep(film)
    task = submit(template_id="relight_v1", parameters={"source": f"asset://{record.id}"})
    (film.folder / record.path).unlink()
    over = run(task, lambda context: context.save("image", "png", bytes(str(context.parameters), "utf-8")))
    assert over.status is Status.FAILED
    assert over.error
    assert record.id in over.error.detail


@pytest.mark.usefixtures("template")
def test_only_a_pipeline_of_its_template_makes_a_task(workshop: Studio, submit: Submit) -> None:
    def draw(context: Context) -> None:
        context.save("image", "png", b"")

    task = submit(template_id="relight_v1")
    running.run(workshop, [Other(draw), Recipe(draw)], GENERATION)
    assert workshop.ledger.get(task.id).pipeline == "recipe"


def test_a_task_whose_template_is_gone_fails_for_nobody_will_make_it(
    workshop: Studio, template: Path, submit: Submit
) -> None:
    task = submit(template_id="relight_v1")
    template.unlink()
    running.run(workshop, [Recipe(lambda _: None)], GENERATION)
    over = workshop.ledger.get(task.id)
    assert (over.status, over.error and over.error.code) == (Status.FAILED, "no_pipeline")


def test_a_studio_without_templates_knows_none(workshop: Studio, film: Film) -> None:
    plain = Tasks(workshop.redis, workshop.films, workshop.ledger, workshop.dispatch)
    with pytest.raises(Exception, match="no function template"):
        plain.submit(film, TaskCreate.model_validate({"type": "text_to_image", "prompt": "x", "template_id": "y"}))
