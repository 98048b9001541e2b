"""From a wish to a task: what is asked for is checked, what is left open is filled in."""

from __future__ import annotations

import secrets
import uuid

from app.projects.film import Film
from app.schemas import now
from app.story import store as story
from app.tasks import tiers
from app.tasks.intake.checking import check
from app.tasks.intake.templates import Templates
from app.tasks.queues import QUEUE_OF
from app.tasks.schemas import Status, Task, TaskCreate


def accept(film: Film, wanted: TaskCreate, task_id: uuid.UUID, templates: Templates) -> Task:
    """Raises `Invalid`, `NotFound`, `Conflict`."""
    check(film, wanted)
    sources = _sources(film, wanted.shot_id)
    quality = wanted.quality_preset or film.manifest.quality
    own = templates.parameters(film, wanted)
    seed = own.get("seed", secrets.randbelow(2**32))
    created = now()
    return Task(
        id=str(task_id),
        type=wanted.type,
        project_id=film.id,
        status=Status.PENDING,
        quality_preset=quality,
        prompt=wanted.prompt,
        parameters=tiers.compose(quality, own, seed),
        node_id=wanted.node_id,
        shot_id=wanted.shot_id,
        character_ids=wanted.character_ids,
        template_id=wanted.template_id,
        batch_id=None,
        retry_of=None,
        queue=QUEUE_OF[wanted.type],
        priority=wanted.priority,
        order=created.timestamp(),
        progress=0,
        step=None,
        preview_url=None,
        attempt=0,
        runner_id=None,
        pipeline=None,
        fallback_from=None,
        outputs=[],
        output_path=None,
        take_id=None,
        error=None,
        cancel_requested=False,
        created=created,
        started=None,
        finished=None,
        sources=sources,
    )


def _sources(film: Film, shot_id: str | None) -> dict[str, str]:
    """What a take of the shot will show, as it stands now. Raises `NotFound`."""
    if shot_id is None:
        return {}
    tree = story.load(film)
    return {name: said for name, said in tree.sources[tree.shot(shot_id).id].items() if said}


def again(task: Task) -> Task:
    """The same once more, from the beginning: a task has one retry, however often it is asked for."""
    created = now()
    fresh = {
        "id": str(uuid.uuid5(uuid.UUID(task.id), "retry")),
        "retry_of": task.id,
        "status": Status.PENDING,
        "order": created.timestamp(),
        "created": created,
        "attempt": 0,
        "progress": 0,
        "cancel_requested": False,
    }
    blank = ("step", "preview_url", "runner_id", "pipeline", "fallback_from", "error", "started", "finished")
    return task.model_copy(update=dict.fromkeys(blank) | fresh)
