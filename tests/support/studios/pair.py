"""A studio of two backends and two workers on one workspace and one Redis."""

from __future__ import annotations

import sys
from pathlib import Path

import httpx

from launch.programs import SOCKET_OPTIONS
from tests.support.studios.processes import Process, free_port
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually


class Pair(Studio):
    def __init__(self, folder: Path, **variables: str) -> None:
        super().__init__(folder, **variables)
        port = free_port()
        command = [sys.executable, "-m", "uvicorn", "app.main:app", "--port", str(port), *SOCKET_OPTIONS]
        self._second = Process(command, folder / "second.log", self._variables)
        self.clients = [self.client, httpx.Client(base_url=f"http://localhost:{port}", timeout=60)]
        for _ in range(2):
            self.start_worker()
        eventually(self._second_answers)

    def close(self) -> None:
        self.clients[1].close()
        self._second.stop()
        super().close()

    def _second_answers(self) -> bool:
        try:
            return self.clients[1].get("/health/live").is_success
        except httpx.TransportError:
            return False
