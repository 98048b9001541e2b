"""When a waiting task will start and end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from httpx import AsyncClient
from redis import Redis

from app.tasks.durations import learn, typical
from app.tasks.line.foreseeing import NOBODY_KNOWS, foresee, later
from app.tasks.runners import register
from app.tasks.schemas import Status, Task
from tests.support.clients.calls import API
from tests.support.films.tasks import new_task
from tests.support.generation.runners import new_runner
from tests.tasks.conftest import Submitted

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def ten(_: Task) -> float:
    return 10


def waiting(count: int) -> list[Task]:
    return [new_task() for _ in range(count)]


def begun(seconds_ago: float) -> Task:
    return new_task(status="processing", started=at(-seconds_ago))


def test_idle_places_begin_at_once_and_the_rest_follows() -> None:
    starts = [each.start for each in foresee(waiting(5), [], 2, ten, NOW)]
    assert starts == [at(0), at(0), at(10), at(10), at(20)]


def test_what_is_in_work_is_waited_for() -> None:
    [first, second] = foresee(waiting(2), [begun(4), begun(25)], 2, ten, NOW)
    assert first == (at(0), at(10))
    assert second == (at(6), at(16))


def test_without_places_nobody_knows() -> None:
    assert list(foresee(waiting(2), [], 0, ten, NOW)) == [NOBODY_KNOWS] * 2


def test_without_history_only_an_idle_place_is_sure() -> None:
    found = list(foresee(waiting(2), [], 1, lambda _: None, NOW))
    assert found == [(NOW, None), NOBODY_KNOWS]
    assert list(foresee(waiting(1), [begun(1)], 1, lambda _: None, NOW)) == [NOBODY_KNOWS]


def test_further_tasks_are_reckoned_with_by_those_that_are_known() -> None:
    assert later(at(10), 0, 1, []) == at(10)
    assert later(at(10), 6, 2, [5, None, 15]) == at(40)
    assert later(None, 6, 2, [5]) is later(at(10), 6, 2, [None]) is None


def done(seconds: float, pipeline: str = "null") -> Task:
    return new_task(status=Status.COMPLETED, started=NOW, finished=at(seconds), pipeline=pipeline)


def test_the_median_of_the_last_fifty_is_typical(redis: Redis) -> None:
    some = done(0)
    assert typical(redis, some.type, some.quality_preset, "null") is None
    for seconds in (1000, *[4] * 10, *[6] * 20, *[8] * 20):
        learn(redis, done(seconds))
    learn(redis, done(99, "storyboard"))
    assert typical(redis, some.type, some.quality_preset, "null") == 6
    assert typical(redis, some.type, some.quality_preset, "storyboard") == 99
    assert redis.llen("durations:text_to_image:standard:null") == 50


async def test_the_queue_tells_it(api: AsyncClient, submitted: Submitted, redis: Redis) -> None:
    for _ in range(3):
        await submitted()
    learn(redis, done(30))
    assert [each["estimated_start"] for each in (await api.get(f"{API}/queue")).json()["waiting"]] == [None] * 3
    register.announce(redis, new_runner("a"))
    told = (await api.get(f"{API}/queue")).json()["waiting"]
    starts, ends = ([datetime.fromisoformat(each[f"estimated_{word}"]) for each in told] for word in ("start", "end"))
    assert starts[0] == starts[1] < starts[2]
    assert [end - start for start, end in zip(starts, ends, strict=True)] == [timedelta(seconds=30)] * 3
    assert [each["reason"] for each in told] == ["turn"] * 3
