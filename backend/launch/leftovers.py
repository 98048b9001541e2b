"""Finds and ends what a stack left running, its supervisor dead or alive."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable

import psutil

from launch.stack import LaunchError, Stack

# Every supervised process inherits this variable: by it a stack is found again after its supervisor was killed.
MARKER = "AUTEUR_STACK"


def processes_of(stack: Stack) -> list[psutil.Process]:
    """Every process that inherited the stack's marker, without this one and its parents."""
    own = {os.getpid(), *(parent.pid for parent in psutil.Process().parents())}
    return [one for one in psutil.process_iter() if one.pid not in own and _marker(one) == str(stack.run_dir)]


def end_leftovers(stack: Stack) -> None:
    """Asks, then kills; again while a dying parent still starts children."""
    for _ in range(3):
        left = processes_of(stack)
        if not left:
            return
        _end(left)
    raise LaunchError(f"Still running: {', '.join(str(one.pid) for one in processes_of(stack))}")


def _end(left: list[psutil.Process]) -> None:
    for one in left:
        _signal(one.terminate)
    _, alive = psutil.wait_procs(left, timeout=10)
    for one in alive:
        _signal(one.kill)
    psutil.wait_procs(alive, timeout=5)


def _signal(send: Callable[[], None]) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        send()


def _marker(process: psutil.Process) -> str | None:
    try:
        return process.environ().get(MARKER)
    except (psutil.Error, OSError):
        return None
