from __future__ import annotations

import os
import signal
import socket

import httpx
import pytest
from redis import Redis

from launch.supervision import Supervisor
from tests.launch.conftest import Launch
from tests.support.clients.calls import API, ended, make_film, told
from tests.support.studios.launched import LaunchedStack
from tests.support.waiting import eventually

PROGRAMS = ("redis", "backend", "worker", "frontend")


def test_up_starts_four_processes_and_prints_the_address(stack: LaunchedStack) -> None:
    again = stack.call("up")
    assert again.stdout.splitlines()[-1] == f"Auteur is up: http://localhost:{stack.stack.frontend_port}"
    assert stack.health()["status"] == "healthy"
    assert all(stack.pid(program) for program in PROGRAMS)


def test_a_second_up_changes_nothing(stack: LaunchedStack) -> None:
    before = [stack.pid(program) for program in PROGRAMS]
    assert stack.call("up").returncode == 0
    assert [stack.pid(program) for program in PROGRAMS] == before


def test_redis_keeps_what_it_is_given(stack: LaunchedStack) -> None:
    with Redis.from_url(stack.stack.redis_url, decode_responses=True) as redis:
        assert redis.config_get("appendonly") == {"appendonly": "yes"}
        assert redis.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert redis.config_get("bind") == {"bind": "127.0.0.1"}


def test_what_is_killed_comes_back(stack: LaunchedStack) -> None:
    killed = {program: stack.pid(program) for program in PROGRAMS}
    for pid in killed.values():
        os.kill(pid, signal.SIGKILL)
    eventually(lambda: all(stack.pid(program) not in {0, pid} for program, pid in killed.items()))
    eventually(lambda: stack.health().get("status") == "healthy")


def test_ps_names_each_process(stack: LaunchedStack) -> None:
    listed = stack.call("ps").stdout.splitlines()
    assert sorted(line.split()[0] for line in listed) == sorted(PROGRAMS)


def test_logs_show_what_each_process_said(stack: LaunchedStack) -> None:
    said = stack.call("logs").stdout
    assert all(f"/{program}.log <==" in said for program in PROGRAMS)


def runners(api: httpx.Client) -> list[int]:
    """Their processes."""
    return [runner["pid"] for runner in api.get(f"{API}/system/runners").json()]


def test_workers_come_and_go_while_there_is_work(stack: LaunchedStack) -> None:
    with stack.api() as api:
        film = make_film(api, quality="draft")["id"]
        wishes = [{"type": "text_to_image", "prompt": f"A lighthouse, {number}"} for number in range(12)]
        tasks = api.post(f"{API}/projects/{film}/tasks/batch", json={"tasks": wishes}).json()
        assert stack.call("scale", "2").stdout == "Workers: 2\n"
        eventually(lambda: len(runners(api)) == 2)
        assert stack.call("scale", "1").stdout == "Workers: 1\n"
        eventually(lambda: runners(api) == [stack.pid("worker")])
        assert {ended(api, task["id"])["status"] for task in tasks} == {"completed"}
        assert len(told(api.get(f"{API}/projects/{film}/takes"))) == len(tasks)
    assert sorted(state.name for state in Supervisor(stack.stack.run_dir).states()) == sorted(PROGRAMS)


@pytest.mark.parametrize("workers", ["0", "101", "two", "-1", ""])
def test_an_impossible_number_of_workers_is_refused(launch: Launch, workers: str) -> None:
    attempt = launch("empty").call("scale", workers)
    assert attempt.returncode == 1
    assert "WORKERS" in attempt.stderr


def test_what_does_not_run_is_not_scaled(launch: Launch) -> None:
    assert "make up" in launch("empty").call("scale", "2").stderr


def test_two_stacks_side_by_side(stack: LaunchedStack, other_stack: LaunchedStack) -> None:
    assert other_stack.health()["status"] == stack.health()["status"] == "healthy"
    assert {process.pid for process in stack.processes()}.isdisjoint(process.pid for process in other_stack.processes())


def test_down_finds_what_a_killed_supervisor_left(stack: LaunchedStack, other_stack: LaunchedStack) -> None:
    os.kill(other_stack.supervisor_pid(), signal.SIGKILL)
    assert len(other_stack.processes()) >= len(PROGRAMS)
    assert other_stack.call("down").returncode == 0
    assert other_stack.processes() == []
    assert stack.health()["status"] == "healthy"


def test_down_leaves_no_process(stack: LaunchedStack) -> None:
    assert stack.call("down").returncode == 0
    assert stack.processes() == []


def test_a_taken_port_is_named_and_nothing_starts(launch: Launch) -> None:
    refused = launch("refused")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        attempt = refused.call("up", BACKEND_PORT=port)
    assert attempt.returncode == 1
    assert attempt.stderr.strip() == f"Port {port} is taken by another program; set BACKEND_PORT to a free one."
    assert refused.processes() == []


def test_a_failing_start_shows_the_guilty_log_and_leaves_nothing(launch: Launch) -> None:
    failing = launch("failing")
    attempt = failing.call("up", AUTEUR_LEASE_SECONDS="0")
    assert attempt.returncode == 1
    assert "it dies at every start" in attempt.stderr
    assert "auteur_lease_seconds" in attempt.stderr
    assert failing.processes() == []


@pytest.mark.parametrize("command", ["down", "ps"])
def test_commands_are_safe_where_nothing_runs(launch: Launch, command: str) -> None:
    assert launch("empty").call(command).returncode == 0
