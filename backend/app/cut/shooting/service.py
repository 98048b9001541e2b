"""Takes of a scene or of the whole film, as one batch."""

from __future__ import annotations

from typing import NamedTuple

from redis import Redis

from app.cut import timeline
from app.cut.shooting.aim import aimed, task_of
from app.cut.shooting.schemas import ShootPlan, ShootWish
from app.cut.timeline import Footage
from app.errors import Conflict
from app.projects.film import Film
from app.projects.schemas import Quality
from app.tasks.durations import typical
from app.tasks.runners import register
from app.tasks.runners.routing import maker_of, places_of, route
from app.tasks.schemas import BatchCreate, Task, TaskCreate, TaskType
from app.tasks.service import Tasks


class Found(NamedTuple):
    plan: ShootPlan
    tasks: list[TaskCreate]


class Shooting:
    def __init__(self, redis: Redis, tasks: Tasks) -> None:
        self._redis = redis
        self._tasks = tasks

    def plan(self, film: Film, wish: ShootWish) -> ShootPlan:
        return self._find(film, wish).plan

    def shoot(self, film: Film, wish: ShootWish, key: str | None) -> list[Task]:
        """All or none. Raises `Conflict` when nothing is lacking."""
        found = self._find(film, wish)
        if not found.tasks:
            raise Conflict("There is nothing to make: no shot lacks a take of this kind.", code="nothing_to_shoot")
        # As many as the film has shots: the limit on what a client may send is none for what we found ourselves.
        return self._tasks.submit_batch(film, BatchCreate.model_construct(tasks=found.tasks), key)

    def _find(self, film: Film, wish: ShootWish) -> Found:
        footage, cut = Footage.of(film), timeline.tell(film)[0]
        quality = wish.quality_preset or (Quality.PREMIUM if wish.what == "promote" else film.manifest.quality)
        shots = aimed(wish, footage, cut, quality)
        open_shots = self._open_shots(film, wish)
        made = {shot: task_of(wish, footage, cut, quality, shot) for shot in shots if shot not in open_shots}
        tasks = {shot: task for shot, task in made.items() if task}
        plan = ShootPlan(
            shots=list(tasks),
            under_way=[shot for shot in shots if shot in open_shots],
            silent=[shot for shot, task in made.items() if task is None],
            quality_preset=quality,
            seconds=self._seconds(quality, len(tasks)),
        )
        return Found(plan, list(tasks.values()))

    def _open_shots(self, film: Film, wish: ShootWish) -> set[str | None]:
        """Those whose take under way is the one that is wished for; who names a shot wants another."""
        if wish.what == "named":
            return set()
        return {task.shot_id for task in self._tasks.of_project(film, None) if not task.ended}

    def _seconds(self, quality: Quality, count: int) -> float | None:
        """By how long such tasks took here, shared among all who take them on."""
        runners = register.alive(self._redis)
        queue = route(TaskType.TEXT_TO_IMAGE, quality, runners)
        maker = maker_of(queue, runners)
        each = typical(self._redis, TaskType.TEXT_TO_IMAGE, quality, maker) if maker else None
        return None if each is None else each * count / max(1, places_of(queue, runners))
