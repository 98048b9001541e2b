"""How busy each process is while something is measured: what limits a throughput is what is near a whole core."""

from __future__ import annotations

import time
from collections.abc import Mapping

import psutil


class Load:
    def __init__(self, pids: Mapping[str, int]) -> None:
        self._processes = {name: psutil.Process(pid) for name, pid in pids.items()}
        self._spent = self._seconds()
        self._began = time.monotonic()

    def told(self) -> str:
        """Each process's share of one core since the beginning, the busiest first."""
        passed = time.monotonic() - self._began
        shares = {name: (now - self._spent[name]) / passed for name, now in self._seconds().items()}
        busiest = sorted(shares.items(), key=lambda item: -item[1])
        return ", ".join(f"{name} {share:.0%}" for name, share in busiest) + " of a core"

    def _seconds(self) -> dict[str, float]:
        times = {name: process.cpu_times() for name, process in self._processes.items()}
        return {name: spent.user + spent.system for name, spent in times.items()}
