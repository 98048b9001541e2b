"""How busy each process is, and how much memory it takes, while something is measured."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psutil

_IDLE_SHARE = 0.1  # of a core: a beat now and then is no work
_LOOK_SECONDS = 0.5
_IDLE_LOOKS = 3
_SAMPLE_SECONDS = 0.05


class NeverIdle(Exception):
    """The studio went on working though nobody asked it for anything."""


class Load:
    """What limits a throughput is what is near a whole core."""

    def __init__(self, pids: Mapping[str, int]) -> None:
        self._pids = pids
        self._spent = self._seconds()
        self._began = time.monotonic()

    def told(self) -> str:
        """Each process's share of one core since the beginning, the busiest first."""
        passed = time.monotonic() - self._began
        shares = {name: (now - self._spent[name]) / passed for name, now in self._seconds().items()}
        busiest = sorted(shares.items(), key=lambda item: -item[1])
        return ", ".join(f"{name} {share:.0%}" for name, share in busiest) + " of a core"

    def _seconds(self) -> dict[str, float]:
        return {name: _spent_by(pid) for name, pid in self._pids.items()}


class Peak:
    """The most memory that a process with its children took, in bytes."""

    def __init__(self) -> None:
        self.bytes = 0


@contextmanager
def peak_memory(pid: int) -> Iterator[Peak]:
    peak, over = Peak(), threading.Event()

    def look() -> None:
        while not over.wait(_SAMPLE_SECONDS):
            peak.bytes = max(peak.bytes, memory(pid))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def memory(pid: int) -> int:
    """Bytes of a process with its children, what they share counted once."""
    return sum(_share(process) for process in _family(pid))


def settle(*pids: int, patience: float = 300) -> None:
    """Until these processes and their children have come to rest. Raises `NeverIdle`."""
    deadline, idle, before = time.monotonic() + patience, 0, _spent_by(*pids)
    while idle < _IDLE_LOOKS:
        if time.monotonic() > deadline:
            raise NeverIdle
        time.sleep(_LOOK_SECONDS)
        now = _spent_by(*pids)
        idle = idle + 1 if now - before < _IDLE_SHARE * _LOOK_SECONDS else 0
        before = now


def _spent_by(*pids: int) -> float:
    return sum(_spent(process) for pid in pids for process in _family(pid))


def _family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def _spent(process: psutil.Process) -> float:
    """Seconds of its own and of children that have ended: Git comes and goes."""
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return times.user + times.system + times.children_user + times.children_system


def _share(process: psutil.Process) -> int:
    """The proportional share where the system tells it: forked processes have most of their memory in common."""
    try:
        told = process.memory_full_info()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0
    return int(getattr(told, "pss", told.rss))
