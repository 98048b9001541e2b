"""Load and memory of real processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from bench.rig.load import Load, NeverIdle, memory, peak_memory, settle
from tests.support.waiting import eventually

_MIB = 2**20
_BUSY = "while True: pass"
_IDLE = "input()"
_HOLDS = "kept = b'x' * (64 * 2**20); print('ready', flush=True); input()"
_LETS_GO = "kept = b'x' * (64 * 2**20); print('up', flush=True); input(); del kept; print('down', flush=True); input()"
_PARENT = (
    "import subprocess, sys; "
    "child = subprocess.Popen([sys.executable, '-c', sys.argv[1]], stdin=0); child.wait()"
)  # fmt: skip

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Runs a line of Python in a process that ends with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def run(*words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", *words]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def test_memory_counts_what_a_process_and_its_children_hold(start: Start) -> None:
    idle, holding, parent = start(_IDLE), start(_HOLDS), start(_PARENT, _HOLDS)
    for process in (holding, parent):
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    assert memory(idle.pid) < 64 * _MIB < memory(holding.pid)
    assert memory(parent.pid) > 64 * _MIB


def test_the_peak_outlasts_what_took_it(start: Start) -> None:
    process = start(
        "kept = b'x' * (64 * 2**20); print('up', flush=True); input(); del kept; print('down', flush=True); input()"
    )
    assert process.stdout is not None
    assert process.stdin is not None
    with peak_memory(process.pid) as peak:
        process.stdout.readline()
        eventually(lambda: peak.bytes > 64 * _MIB)
        process.stdin.write(b"\n")
        process.stdin.flush()
        process.stdout.readline()
    assert peak.bytes > 64 * _MIB


def test_the_busiest_process_is_told_first(start: Start) -> None:
    busy, holding = start(_BUSY), start(_HOLDS)
    load = Load({"idle": holding.pid, "busy": busy.pid})
    told = eventually(lambda: told if (told := load.told()).startswith("busy ") else "")
    assert ", idle " in told


def test_what_rests_has_settled_and_what_works_never_does(start: Start) -> None:
    settle(start(_IDLE).pid)
    with pytest.raises(NeverIdle):
        settle(start(_BUSY).pid, patience=2)
