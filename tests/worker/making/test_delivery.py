"""What the broker may do: deliver twice, all at once, or in any order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from celery import Celery

from app.config import Settings
from app.tasks.queues import COMMIT, FINISH_UPLOAD, GENERATION, JOBS, RUN_TASK, producer
from tests.support.clients.calls import API, ended, finished_assets, make_film, submit, task, upload
from tests.support.clients.sockets import socket
from tests.support.films.disk import clean, commits, committed, is_pointer, sound
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually


@pytest.fixture
def broker(studio: Studio) -> Iterator[Celery]:
    app = producer(Settings(redis_url=studio.redis.url()))
    yield app
    app.close()


async def test_a_task_delivered_five_times_at_once_is_made_once(studio: Studio, broker: Celery) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, film["id"]) as page:
        task_ids = [submit(studio.client, film["id"])["id"] for _ in range(5)]
        for task_id in task_ids * 5:
            broker.send_task(RUN_TASK, args=[task_id], queue=GENERATION)
        for task_id in task_ids:
            await page.until_type("task.completed", task_id=task_id)
        last = submit(studio.client, film["id"])["id"]
        await page.until_type("task.completed", task_id=last)
    folder = studio.workspace / film["folder"]
    committed(folder)
    completed = [e["data"]["task_id"] for e in page.events if e["type"] == "task.completed"]
    assert sorted(completed) == sorted([*task_ids, last])
    assert len(studio.client.get(f"{API}/projects/{film['id']}/takes").json()) == 6
    assert all(sum(task_id in message for message in commits(folder)) == 1 for task_id in task_ids)
    assert sound(folder)


def test_thirty_tasks_are_all_committed_in_fewer_commits(studio: Studio) -> None:
    film = make_film(studio.client)
    tasks = [submit(studio.client, film["id"])["id"] for _ in range(30)]
    assert {ended(studio.client, task_id)["status"] for task_id in tasks} == {"completed"}
    folder = studio.workspace / film["folder"]
    committed(folder)
    messages = commits(folder)
    assert len(messages) <= 31
    assert all(any(task_id in message for message in messages) for task_id in tasks)
    assert all(is_pointer(folder, f"03_Renders/output_{task_id}.png") for task_id in tasks)
    assert sound(folder)


def test_an_upload_delivered_five_times_is_one_asset(studio: Studio, broker: Celery) -> None:
    film = make_film(studio.client)
    [asset] = upload(studio.client, film["id"], ("note.txt", b"text")).json()
    for _ in range(5):
        broker.send_task(FINISH_UPLOAD, args=[film["id"], asset["id"]], queue=JOBS)
    finished_assets(studio.client, film["id"], 1)
    folder = studio.workspace / film["folder"]
    committed(folder)
    assert len(finished_assets(studio.client, film["id"], 1)) == 1
    assert commits(folder) == ["asset: add note.txt", "project: create"]


def test_a_commit_that_is_asked_for_often_is_made_once(studio: Studio, broker: Celery) -> None:
    film = make_film(studio.client)
    for _ in range(10):
        broker.send_task(COMMIT, args=[film["id"]], queue=JOBS)
    made = ended(studio.client, submit(studio.client, film["id"])["id"])
    folder = studio.workspace / film["folder"]
    committed(folder)
    messages = commits(folder)
    assert len(messages) == len(set(messages))  # film.lock may follow its take in a commit of its own
    assert sum(made["id"] in message for message in messages) == 1


def test_jobs_for_what_is_gone_harm_nobody(studio: Studio, broker: Celery) -> None:
    broker.send_task(COMMIT, args=["nope"], queue=JOBS)
    broker.send_task(FINISH_UPLOAD, args=["nope", "nope"], queue=JOBS)
    broker.send_task(RUN_TASK, args=["nope"], queue=GENERATION)
    film = make_film(studio.client)
    assert ended(studio.client, submit(studio.client, film["id"])["id"])["status"] == "completed"
    assert studio.workers[-1].running


def test_a_persons_git_beside_ours_breaks_nothing(studio: Studio) -> None:
    film = make_film(studio.client)
    folder = studio.workspace / film["folder"]
    tasks = [submit(studio.client, film["id"])["id"] for _ in range(5)]
    eventually(lambda: clean(folder) and all(ended(studio.client, one)["status"] == "completed" for one in tasks))
    committed(folder)
    assert sound(folder)


def test_a_film_that_asks_for_little_is_served_among_one_that_asks_for_much(studio: Studio) -> None:
    greedy, modest = make_film(studio.client), make_film(studio.client)
    assert studio.client.post(f"{API}/queue/pause").is_success
    many = [submit(studio.client, greedy["id"])["id"] for _ in range(100)]
    few = [submit(studio.client, modest["id"])["id"] for _ in range(3)]
    urgent = submit(studio.client, greedy["id"], priority=10)["id"]
    assert studio.client.get(f"{API}/queue").json()["waiting"][0]["task_id"] == urgent
    assert studio.client.post(f"{API}/queue/resume").is_success
    started = {task_id: ended(studio.client, task_id)["started"] for task_id in (*many, *few, urgent)}
    order = sorted(started, key=lambda task_id: started[task_id])
    assert urgent in order[:2]
    assert set(few) <= set(order[: 2 + 2 * 32])  # each of two processes may have claimed thirty-two quick ones at once


def test_what_was_paused_goes_on_when_the_queue_does(studio: Studio) -> None:
    film = make_film(studio.client)
    assert studio.client.post(f"{API}/queue/pause").is_success
    paused = [submit(studio.client, film["id"])["id"] for _ in range(5)]
    with studio.redis.client() as redis:
        eventually(lambda: not redis.llen(GENERATION))  # every ticket was used up
    assert {task(studio.client, task_id)["status"] for task_id in paused} == {"pending"}
    assert studio.client.post(f"{API}/queue/resume").is_success
    assert {ended(studio.client, task_id)["status"] for task_id in paused} == {"completed"}
