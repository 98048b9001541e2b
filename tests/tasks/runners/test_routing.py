"""Which queue serves a task: its tier's, the next lower one's that a runner serves, or the embedded pipelines'."""

from __future__ import annotations

import pytest
from httpx import AsyncClient
from redis import Redis

from app.projects.schemas import Quality
from app.tasks.queues import GENERATION
from app.tasks.runners import register
from app.tasks.runners.routing import is_served, pipeline_of, queues_of, route
from app.tasks.runners.schemas import Runner
from app.tasks.schemas import TaskType
from tests.support.clients.calls import API
from tests.support.generation.runners import new_runner
from tests.tasks.conftest import Submitted

LOW, STANDARD, HIGH = "gms-flux:1.0-low-vram", "gms-flux:1.0-standard", "gms-flux:1.0-high-fidelity"
EMBEDDED = new_runner("a")
SMALL = new_runner("b", 12, (LOW, STANDARD, HIGH))
MIDDLE = new_runner("c", 16, (STANDARD, LOW))
LARGE = new_runner("d", 80, (HIGH,))


@pytest.mark.parametrize(
    ("quality", "runners", "queue"),
    [
        (Quality.PREMIUM, [], GENERATION),
        (Quality.PREMIUM, [EMBEDDED], GENERATION),
        (Quality.PREMIUM, [EMBEDDED, LARGE], "task:queue:vram-24"),
        (Quality.PREMIUM, [SMALL], "task:queue:vram-12"),
        (Quality.PREMIUM, [SMALL, MIDDLE], "task:queue:vram-16"),
        (Quality.STANDARD, [MIDDLE], "task:queue:vram-16"),
        (Quality.STANDARD, [LARGE], GENERATION),
        (Quality.DRAFT, [SMALL, LARGE], "task:queue:vram-12"),
        (Quality.DRAFT, [LARGE], GENERATION),
    ],
)
def test_a_task_goes_to_the_best_that_its_tier_allows(quality: Quality, runners: list[Runner], queue: str) -> None:
    assert route(TaskType.TEXT_TO_IMAGE, quality, runners) == queue


def test_a_template_s_pipelines_alone_may_make_its_task() -> None:
    kind, runners = TaskType.TEXT_TO_IMAGE, [EMBEDDED, SMALL, MIDDLE]
    assert route(kind, Quality.PREMIUM, runners, {LOW}) == "task:queue:vram-12"
    assert route(kind, Quality.PREMIUM, runners, {"comfyui"}) == GENERATION
    assert route(kind, Quality.PREMIUM, runners, set()) == GENERATION


def test_a_tier_whose_runners_make_something_else_is_passed_over() -> None:
    videos = new_runner("e", 24, (HIGH,), makes="text_to_video")
    assert route(TaskType.TEXT_TO_IMAGE, Quality.PREMIUM, [videos]) == GENERATION
    assert route(TaskType.TEXT_TO_VIDEO, Quality.PREMIUM, [videos]) == "task:queue:vram-24"


def test_a_task_is_served_by_who_takes_from_its_queue_and_makes_its_type() -> None:
    kind = TaskType.TEXT_TO_IMAGE
    assert is_served(kind, GENERATION, [EMBEDDED])
    assert is_served(kind, GENERATION, [EMBEDDED], {"null", "comfyui"})
    assert not is_served(kind, GENERATION, [EMBEDDED], {"comfyui"})
    assert not is_served(TaskType.TEXT_TO_VIDEO, GENERATION, [EMBEDDED])
    assert not is_served(kind, "task:queue:vram-24", [EMBEDDED])


async def test_the_queue_says_of_what_nobody_can_make_that_it_waits_for_a_runner(
    api: AsyncClient, submitted: Submitted, redis: Redis
) -> None:
    register.announce(redis, EMBEDDED)
    for kind in ("text_to_image", "text_to_video"):
        await submitted(type=kind)
    waiting = (await api.get(f"{API}/queue")).json()["waiting"]
    assert [(each["task_type"], each["reason"]) for each in waiting] == [
        ("text_to_image", "turn"),
        ("text_to_video", "no_runner"),
    ]
    assert waiting[1]["estimated_start"] is None


def test_a_runner_takes_only_what_fits_and_what_it_has_loaded() -> None:
    assert queues_of([LOW, STANDARD, HIGH], 16) == ["task:queue:vram-12", "task:queue:vram-16"]
    assert queues_of([HIGH], 80) == ["task:queue:vram-24"]
    assert queues_of(["storyboard"], 80) == queues_of([LOW], 11.9) == []


def test_a_class_is_for_one_pipeline() -> None:
    assert [pipeline_of(f"task:queue:vram-{gb}") for gb in (12, 16, 24)] == [LOW, STANDARD, HIGH]
    assert pipeline_of(GENERATION) is None


async def test_a_task_waits_where_it_is_served(api: AsyncClient, submitted: Submitted, redis: Redis) -> None:
    register.announce(redis, MIDDLE)
    assert (await submitted(quality_preset="premium"))["queue"] == "task:queue:vram-16"
    assert (await submitted(quality_preset="draft"))["queue"] == "task:queue:vram-12"
    assert redis.llen("task:queue:vram-16") == redis.llen("task:queue:vram-12") == 1
    waiting = (await api.get(f"{API}/queue")).json()["waiting"]
    assert {each["queue"]: each["reason"] for each in waiting} == {
        "task:queue:vram-12": "turn",
        "task:queue:vram-16": "turn",
    }


async def test_runners_are_told(api: AsyncClient, redis: Redis) -> None:
    for each in (SMALL, EMBEDDED):
        register.announce(redis, each)
    found = (await api.get(f"{API}/system/runners")).json()
    assert [Runner.model_validate(each) for each in found] == [EMBEDDED, SMALL]
