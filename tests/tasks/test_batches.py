"""Many tasks at once: all of them, or none."""

from __future__ import annotations

import os
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient
from redis import Redis
from redis.exceptions import ConnectionError as RedisLost

from app.projects.film import Film
from app.tasks import journal
from app.tasks.intake import admitting
from app.tasks.intake.accepting import accept
from app.tasks.intake.admitting import admit, go_through
from app.tasks.intake.templates import NoTemplates
from app.tasks.ledger import Ledger
from app.tasks.queues import GENERATION, Dispatch
from app.tasks.schemas import Status, TaskCreate, TaskType
from tests.support.clients.calls import API, problem, told
from tests.support.films.stored import events
from tests.tasks.conftest import Record, Submitted

WISH = {"type": "text_to_image", "prompt": "A door"}


class Killed(BaseException):
    """As sudden for the code as the end of its process."""


async def batch(api: AsyncClient, film: Film, count: int) -> list[dict[str, Any]]:
    body = {"tasks": [WISH | {"node_id": f"n{number}"} for number in range(count)]}
    response = await api.post(f"{API}/projects/{film.id}/tasks/batch", json=body)
    assert response.status_code == 201, response.text
    tasks: list[dict[str, Any]] = response.json()
    return tasks


def left(film: Film) -> list[Path]:
    return list((film.state / "batches").glob("*"))


def grow_old(film: Film) -> None:
    """So that the sweep looks at it."""
    for each in left(film):
        os.utime(each, (0, 0))


async def test_a_batch_is_many_tasks_with_one_id(
    api: AsyncClient, film: Film, submitted: Submitted, redis: Redis, ledger: Ledger
) -> None:
    await submitted()
    tasks = await batch(api, film, 5)
    assert len({task["batch_id"] for task in tasks}) == 1
    assert len({task["id"] for task in tasks}) == len({task["parameters"]["seed"] for task in tasks}) == 5
    told_of = [event["data"] for event in events(redis, film.id, "task.queued")][1:]
    assert [(one["node_id"], one["position"]) for one in told_of] == [(f"n{place}", place + 1) for place in range(5)]
    assert ledger.line.length(GENERATION) == redis.llen(GENERATION) == 6
    assert {task.id for task in journal.all_of(film)} > {task["id"] for task in tasks}


async def test_one_impossible_wish_refuses_all(api: AsyncClient, film: Film, ledger: Ledger) -> None:
    for bad in (WISH | {"prompt": ""}, WISH | {"shot_id": "nope"}, WISH | {"type": "teapot"}):
        answer = await api.post(f"{API}/projects/{film.id}/tasks/batch", json={"tasks": [WISH, bad]})
        assert answer.status_code in {404, 422}
    for count in (0, 101):
        problem(await api.post(f"{API}/projects/{film.id}/tasks/batch", json={"tasks": [WISH] * count}), 422)
    assert list(journal.all_of(film)) == ledger.of_project(film.id) == []


async def test_a_batch_that_could_not_be_announced_leaves_nothing(
    api: AsyncClient, film: Film, ledger: Ledger, redis: Redis
) -> None:
    redis.config_set("maxmemory", 1)
    try:
        answer = await api.post(f"{API}/projects/{film.id}/tasks/batch", json={"tasks": [WISH] * 3})
    finally:
        redis.config_set("maxmemory", 0)
    problem(answer, 503)
    assert list(journal.all_of(film)) == ledger.of_project(film.id) == []
    assert left(film) == []


@pytest.mark.parametrize("point", ["begin", "add", "ticket"])
async def test_a_batch_is_gone_through_with_once_it_is_on_disk(
    film: Film, dispatch: Dispatch, ledger: Ledger, redis: Redis, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    """The process dies while it writes the journal, before it announces, or before it sends tickets."""
    wanted = TaskCreate(type=TaskType.TEXT_TO_IMAGE, prompt="A door")
    tasks = [accept(film, wanted, uuid.uuid4(), NoTemplates()) for _ in range(3)]

    def die(*_: object, **_named: object) -> None:
        raise Killed

    with monkeypatch.context() as crash, pytest.raises(Killed):
        crash.setattr(journal, "forget", lambda *_: None)
        crash.setattr(admitting, "_close", lambda _: None)
        dying = {"begin": journal, "add": Ledger, "ticket": Dispatch}[point]
        crash.setattr(dying, point, die)
        admit(ledger, dispatch, film, tasks)
    go_through(ledger, film)
    grow_old(film)
    for _ in range(2):
        go_through(ledger, film)
    assert [task.id for task in reversed(ledger.of_project(film.id))] == [task.id for task in tasks]
    assert {task.id for task in journal.all_of(film)} == {task.id for task in tasks}
    assert len(events(redis, film.id, "task.created")) == 3


async def test_the_file_of_a_batch_stays_until_all_of_it_has_ended(
    api: AsyncClient, film: Film, ledger: Ledger, redis: Redis
) -> None:
    """By then each entry was made durable by its end."""
    ids = [task["id"] for task in await batch(api, film, 3)]
    grow_old(film)
    for cancelled in ids:
        go_through(ledger, film)
        assert len(left(film)) == 1
        await api.post(f"{API}/tasks/{cancelled}/cancel")
    go_through(ledger, film)
    assert left(film) == []
    assert len(events(redis, film.id, "task.created")) == 3


async def test_entries_that_a_power_cut_has_taken_are_written_anew(
    api: AsyncClient, film: Film, ledger: Ledger, redis: Redis
) -> None:
    """The files are there without what was in them, or not at all; Redis has lost its last second."""
    tasks = await batch(api, film, 3)
    grow_old(film)
    torn, gone, kept = (journal.path_of(film, task["id"]) for task in tasks)
    torn.write_bytes(b"")
    gone.unlink()
    redis.flushall()
    for _ in range(2):
        go_through(ledger, film)
    assert {task.id for task in journal.all_of(film)} == {task["id"] for task in tasks}
    assert ledger.line.length(GENERATION) == 3
    assert len(events(redis, film.id, "task.created")) == 3
    assert kept.exists()


async def test_a_batch_in_a_copy_of_a_film_is_none_of_it(
    api: AsyncClient, film: Film, ledger: Ledger, redis: Redis
) -> None:
    await batch(api, film, 3)
    grow_old(film)
    redis.flushall()
    copied = replace(film, manifest=film.manifest.model_copy(update={"id": str(uuid.uuid4())}))
    go_through(ledger, copied)
    assert ledger.open_tasks() == []
    assert left(film) == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("arrived", [True, False])
async def test_what_redis_gave_no_answer_to_is_accepted_and_announced_once(
    film: Film,
    dispatch: Dispatch,
    ledger: Ledger,
    redis: Redis,
    monkeypatch: pytest.MonkeyPatch,
    count: int,
    arrived: bool,
) -> None:
    wanted = TaskCreate(type=TaskType.TEXT_TO_IMAGE, prompt="A door")
    tasks = [accept(film, wanted, uuid.uuid4(), NoTemplates()) for _ in range(count)]
    add = Ledger.add

    def lose_the_answer(own: Ledger, announced: Any) -> None:
        if arrived:
            add(own, announced)
        raise RedisLost

    with monkeypatch.context() as cut:
        cut.setattr(Ledger, "add", lose_the_answer)
        admit(ledger, dispatch, film, tasks)
    assert len(ledger.of_project(film.id)) == (count if arrived else 0)
    for _ in range(2):
        go_through(ledger, film)
    assert {task.id for task in ledger.of_project(film.id)} == {task.id for task in tasks}
    assert {task.id for task in journal.all_of(film)} == {task.id for task in tasks}
    assert len(events(redis, film.id, "task.created")) == count


def test_what_ended_meanwhile_is_not_begun_again(film: Film, ledger: Ledger) -> None:
    wanted = TaskCreate(type=TaskType.TEXT_TO_IMAGE, prompt="A door")
    task = accept(film, wanted, uuid.uuid4(), NoTemplates())
    admitting._leave(admitting._open(film, [task]))
    journal.write(film, task.model_copy(update={"status": Status.CANCELLED}))
    go_through(ledger, film)
    assert ledger.of_project(film.id) == []
    assert left(film) == []


async def test_many_are_cancelled_by_what_they_have_in_common(
    api: AsyncClient, film: Film, submitted: Submitted
) -> None:
    ids = [(await submitted())["id"] for _ in range(4)]

    async def cancelled(**wanted: Any) -> list[str]:
        answer = await api.post(f"{API}/tasks/cancel", json=wanted)
        assert answer.status_code == 200, answer.text
        assert {task["status"] for task in answer.json()} <= {"cancelled"}
        return [task["id"] for task in answer.json()]

    assert await cancelled(ids=ids[:2]) == ids[:2]
    assert await cancelled(ids=ids[:2]) == ids[:2]
    assert await cancelled(status="processing") == []
    assert await cancelled(project_id="other") == []
    assert await cancelled(project_id=film.id, status="pending") == ids[2:]
    assert await cancelled(status="pending") == []


async def test_nothing_is_cancelled_by_an_unclear_wish(api: AsyncClient, submitted: Submitted) -> None:
    task = await submitted()
    problem(await api.post(f"{API}/tasks/cancel", json={"ids": [task["id"], "nope"]}), 404, "task_not_found")
    unclear_wishes: list[Record] = [{}, {"ids": []}, {"status": "completed"}, {"ids": ["x"] * 1001}]
    for unclear in unclear_wishes:
        problem(await api.post(f"{API}/tasks/cancel", json=unclear), 422)
    assert told(await api.get(f"{API}/tasks/{task['id']}"))["status"] == "pending"


@pytest.mark.parametrize("damage", [b"", b"[{}]", b'{"not": "a list"}', b"[" * 100_000])
async def test_a_damaged_file_is_set_aside_and_its_tasks_stay(
    api: AsyncClient, film: Film, ledger: Ledger, damage: bytes
) -> None:
    tasks = await batch(api, film, 3)
    [file] = left(film)
    file.write_bytes(damage)
    grow_old(film)
    for _ in range(2):
        go_through(ledger, film)
    assert [path.suffix for path in left(film)] == [".damaged"]
    assert {task.id for task in ledger.open_tasks()} == {task["id"] for task in tasks}
