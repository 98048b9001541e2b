"""Several backends behind one durable Redis, without a worker."""

from __future__ import annotations

import sys
from pathlib import Path

import httpx

from launch.programs import SOCKET_OPTIONS
from tests.support.studios.processes import Process, environment, free_port
from tests.support.studios.redis_server import RedisServer
from tests.support.waiting import eventually


class Replicas:
    """Of each backend its port; `client` asks the first."""

    def __init__(self, folder: Path, count: int = 2) -> None:
        self._folder = folder
        self.workspace = folder / "workspace"
        self.redis = RedisServer(folder, durable=True)
        self.ports = [free_port() for _ in range(count)]
        self._processes = {port: self._start(port) for port in self.ports}
        self.client = httpx.Client(base_url=f"http://localhost:{self.ports[0]}", timeout=30)
        for port in self.ports:
            eventually(lambda port=port: _answers(port))  # type: ignore[misc]

    def restart(self, port: int) -> None:
        """Killed without a word, and started; returns once it answers."""
        self._processes[port].kill()
        self._processes[port] = self._start(port)
        eventually(lambda: _answers(port))

    def freeze(self, port: int) -> None:
        self._processes[port].freeze()

    def thaw(self, port: int) -> None:
        self._processes[port].thaw()

    def words(self) -> str:
        """What all of them have logged."""
        return "".join(process.words() for process in self._processes.values())

    def close(self) -> None:
        self.client.close()
        for process in (*self._processes.values(), self.redis.process):
            process.stop()

    def _start(self, port: int) -> Process:
        variables = environment(
            WORKSPACE_ROOT=str(self.workspace),
            REDIS_URL=self.redis.url(),
            BACKEND_PORT=str(port),
            AUTEUR_HEARTBEAT_SECONDS="1",
        )
        options = ["--port", str(port), *SOCKET_OPTIONS, "--log-level", "warning"]
        command = [sys.executable, "-m", "uvicorn", "app.main:app", *options]
        return Process(command, self._folder / f"backend-{port}.log", variables)


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://localhost:{port}/health/live").is_success
    except httpx.TransportError:
        return False
