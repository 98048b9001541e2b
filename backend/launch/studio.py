"""The life of a stack: up, down, what runs, what it says."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from launch.health import complaints, refuse_taken_ports
from launch.leftovers import end_leftovers, processes_of
from launch.stack import LaunchError, Stack
from launch.supervision import Supervisor, start_supervisor

_START_SECONDS = 90
_STOP_SECONDS = 60
_CHANCES = 2  # a port that is not free yet kills once; what kills twice stays
_LOG_LINES = 30
_MOST_WORKERS = 100


def up(stack: Stack) -> None:
    """Returns when the studio is healthy. Raises `LaunchError` with the guilty process's last words; what was started
    for it is stopped again."""
    with _changing(stack):
        supervisor = Supervisor(stack.run_dir)
        if supervisor.answers():
            supervisor.start_stopped()
            _wait_until_healthy(stack, supervisor)
        else:
            _start_afresh(stack, supervisor)


def down(stack: Stack) -> None:
    with _changing(stack):
        _stop(stack, Supervisor(stack.run_dir))


def scale(stack: Stack, workers: int) -> None:
    """Run so many workers, until the studio is stopped. Returns when all of them run; those that had to go have
    finished what they held, or handed it back. Raises `LaunchError`."""
    if not 1 <= workers <= _MOST_WORKERS:
        raise LaunchError(f"WORKERS is {workers}; it must be from 1 to {_MOST_WORKERS}.")
    with _changing(stack):
        supervisor = Supervisor(stack.run_dir)
        if not supervisor.answers():
            raise LaunchError("Nothing runs; start the studio with: make up")
        supervisor.follow(stack, workers)
        _wait_until(lambda: _not_running(supervisor), stack, supervisor)


def print_processes(stack: Stack) -> None:
    supervisor = Supervisor(stack.run_dir)
    if not supervisor.answers():
        print("Nothing runs.")
        return
    for one in supervisor.states():
        print(f"{one.name:<10} {one.state:<10} {one.description}")


def follow_logs(stack: Stack) -> None:
    """Follows on a terminal, prints the end of each log elsewhere."""
    logs = sorted(str(log) for log in stack.run_dir.glob("*.log"))
    if not logs:
        raise LaunchError(f"No logs in {stack.run_dir} yet; start the studio with: make up")
    follow = ["-F"] if sys.stdout.isatty() else []
    os.execvp("tail", ["tail", "-n", str(_LOG_LINES), *follow, *logs])  # noqa: S606  an argument list needs no shell


def run(stack: Stack, command: list[str]) -> int:
    """Runs a command with the environment that the stack's own processes have."""
    return subprocess.run(command, env=stack.environment(), check=False).returncode


def _changing(stack: Stack) -> FileLock:
    """One `up` or `down` at a time."""
    stack.run_dir.mkdir(parents=True, exist_ok=True)
    return FileLock(stack.run_dir / "launch.lock")


def _start_afresh(stack: Stack, supervisor: Supervisor) -> None:
    end_leftovers(stack)
    refuse_taken_ports(stack)
    stack.workspace.mkdir(parents=True, exist_ok=True)
    start_supervisor(stack)
    try:
        _wait_until_healthy(stack, supervisor)
    except LaunchError:
        _stop(stack, supervisor)
        raise


def _stop(stack: Stack, supervisor: Supervisor) -> None:
    if supervisor.answers():
        supervisor.shut_down()
        _wait_until_gone(stack)
    end_leftovers(stack)


def _wait_until_healthy(stack: Stack, supervisor: Supervisor) -> None:
    _wait_until(lambda: complaints(stack), stack, supervisor)


def _not_running(supervisor: Supervisor) -> dict[str, str]:
    return {one.name: one.description or one.state for one in supervisor.states() if one.state != "RUNNING"}


def _wait_until(complaints: Callable[[], dict[str, str]], stack: Stack, supervisor: Supervisor) -> None:
    """Until there are none. Raises `LaunchError` when there are still some after a while, or a program dies twice."""
    deadline = time.monotonic() + _START_SECONDS
    starts: set[tuple[str, int]] = set()
    while wrong := complaints():
        starts |= supervisor.starts()
        if dead := [name for name, count in Counter(name for name, _ in starts).items() if count > _CHANCES]:
            raise LaunchError(_last_words(stack, dict.fromkeys(dead, "it dies at every start")))
        if time.monotonic() > deadline:
            raise LaunchError(_last_words(stack, wrong))
        time.sleep(0.2)


def _wait_until_gone(stack: Stack) -> None:
    deadline = time.monotonic() + _STOP_SECONDS
    while processes_of(stack) and time.monotonic() < deadline:
        time.sleep(0.1)


def _last_words(stack: Stack, wrong: dict[str, str]) -> str:
    parts = [f"The {name} is not well: {why}\n{_tail(stack.run_dir / f'{name}.log')}" for name, why in wrong.items()]
    return "\n".join([*parts, f"All logs are in {stack.run_dir}"])


def _tail(log: Path) -> str:
    if not log.exists():
        return "  (no log)"
    with log.open(encoding="utf-8", errors="replace") as lines:
        return "".join(f"  {line}" for line in deque(lines, _LOG_LINES))
