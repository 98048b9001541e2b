"""Containers that are restarted, killed, frozen, cut off, starved and recreated with work in hand: nothing is lost."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest
from docker.errors import APIError
from docker.models.containers import Container
from websockets.sync.client import ClientConnection, connect

from launch.containers import SERVICES
from tests.containers.stack import ContainerStack
from tests.containers.work import Work
from tests.support.studios.processes import free_port
from tests.support.waiting import eventually

pytestmark = pytest.mark.containers

_FAULT_SECONDS = 5.0  # longer than a lease
_STOP_SECONDS = 40
_EAT = "b''.join(bytes([1]) * 2**20 for _ in range(1024))"
_MIB = 2**20


@pytest.fixture(scope="module")
def work(stack: ContainerStack) -> Iterator[Work]:
    found = Work(stack)
    yield found
    found.ask("DELETE", f"/projects/{found.film_id}")


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_restarted(stack: ContainerStack, work: Work, service: str) -> None:
    work.begin()
    stack.container(service).restart(timeout=_STOP_SECONDS)
    work.proven_whole()


@pytest.mark.parametrize("service", SERVICES)
def test_every_process_of_a_service_is_killed_and_the_engine_brings_it_back(
    stack: ContainerStack, work: Work, service: str
) -> None:
    started = stack.facts(service)["State"]["StartedAt"]
    work.begin()
    stack.container(service).exec_run(["sh", "-c", "kill -9 -1"])
    eventually(lambda: stack.facts(service)["State"]["StartedAt"] != started)
    work.proven_whole()
    eventually(stack.answers)


@pytest.mark.parametrize("service", ["redis", "backend", "worker"])
def test_a_service_stands_still_for_a_while(stack: ContainerStack, work: Work, service: str) -> None:
    work.begin()
    eventually(lambda: _frozen(stack.container(service)))
    time.sleep(_FAULT_SECONDS)
    stack.container(service).unpause()
    work.proven_whole()


@pytest.mark.parametrize(
    ("service", "network"),
    [("backend", "internal"), ("worker", "internal"), ("backend", "edge"), ("frontend", "edge")],
)
def test_a_service_is_cut_off_from_those_it_speaks_with(
    stack: ContainerStack, work: Work, service: str, network: str
) -> None:
    work.begin()
    with stack.cut_off(service, network):
        time.sleep(_FAULT_SECONDS)
    work.proven_whole()
    eventually(stack.answers)


def test_while_redis_is_cut_off_films_are_read_and_changes_refused(stack: ContainerStack, work: Work) -> None:
    work.begin()
    with stack.cut_off("redis", "internal"), stack.api() as api:
        film = f"/projects/{work.film_id}"
        refused = api.post(f"{film}/chapters", json={"name": "Two"})
        assert (refused.status_code, bool(refused.headers["retry-after"])) == (503, True)
        assert api.get(film).is_success
    work.proven_whole()


@pytest.mark.parametrize("service", ["backend", "worker"])
def test_a_service_reaches_its_limit_of_memory(stack: ContainerStack, work: Work, service: str) -> None:
    work.begin()
    with stack.limited(service, 200 * _MIB):
        code, said = stack.container(service).exec_run(["python", "-c", _EAT])
    assert code == 137, said
    work.proven_whole()


def test_a_worker_is_stopped_with_work_in_hand_and_leaves_none_half_done(stack: ContainerStack, work: Work) -> None:
    ids = work.begin()
    stack.container("worker").stop(timeout=_STOP_SECONDS)
    assert {"completed", "pending"}.issuperset(work.statuses(ids))
    stack.container("worker").start()
    work.proven_whole()


def test_one_of_two_workers_is_killed(stack: ContainerStack, work: Work) -> None:
    stack.make("scale", WORKERS="2").check_returncode()
    eventually(lambda: len(work.ask("GET", "/system/runners")) == 2)
    work.begin()
    [second] = stack.all_of("worker-pool")
    second.kill()
    work.proven_whole()
    stack.make("scale", WORKERS="1").check_returncode()
    assert stack.all_of("worker-pool") == []


def test_two_backends_tell_the_same_and_one_goes(stack: ContainerStack, work: Work) -> None:
    port = free_port()
    with stack.another_backend(port) as other, ExitStack() as sockets:
        eventually(lambda: work.attempt("GET", "/projects", port))
        urls = [stack.socket_url(work.film_id, each) for each in (None, port)]
        ears = [sockets.enter_context(connect(url, origin=None)) for url in urls]
        ids = [*work.submit(), *work.submit(port)]
        assert [_ends_heard(ear, len(ids)) for ear in ears] == [sorted(ids)] * 2
        other.kill()
        work.begin()
        work.proven_whole()


def test_all_is_taken_down_and_only_the_volumes_stay(stack: ContainerStack, work: Work) -> None:
    stack.redis("set", "kept", "yes")
    work.ask("POST", "/queue/pause")
    ids = work.submit()
    stack.make("docker-down").check_returncode()
    assert stack.left() == []
    stack.up()
    assert stack.redis("get", "kept") == "yes"
    assert work.statuses(ids) == ["pending"] * len(ids)
    work.ask("POST", "/queue/resume")
    work.proven_whole()


def _frozen(container: Container) -> bool:
    """False where the engine has failed to freeze it, as it may with one that is busy: it can be asked again."""
    with suppress(APIError):
        container.pause()
        return True
    return False


def _ends_heard(ear: ClientConnection, count: int) -> list[str]:
    ended: list[str] = []
    while len(ended) < count:
        event = json.loads(ear.recv(timeout=90))
        if event["type"] == "task.completed":
            ended.append(event["data"]["task_id"])
    return sorted(ended)
