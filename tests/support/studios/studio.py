"""A whole studio in a temporary workspace: Redis, the web process and a worker, on free ports."""

from __future__ import annotations

import sys
from pathlib import Path

import httpx
from celery import Celery
from kombu import pools

from launch.programs import SOCKET_OPTIONS
from tests.support.studios.processes import Process, environment, free_port
from tests.support.studios.redis_server import RedisServer
from tests.support.waiting import eventually


class Studio:
    """`worker_module` is the Celery app that its worker runs. A `durable` Redis has all again after a restart."""

    worker_module = "app.worker.celery_app"
    durable = False

    def __init__(self, folder: Path, **variables: str) -> None:
        self.folder = folder
        self.workspace = folder / "workspace"
        self.port = free_port()
        self.redis = RedisServer(folder, durable=self.durable)
        self._variables = environment(
            WORKSPACE_ROOT=str(self.workspace),
            REDIS_URL=self._redis_url(),
            BACKEND_PORT=str(self.port),
            **{
                "AUTEUR_PIPELINES": "null",
                "AUTEUR_HEARTBEAT_SECONDS": "1",
                "AUTEUR_LEASE_SECONDS": "2",
                "WORKER_CONCURRENCY": "2",
                **variables,
            },
        )
        self.backend = self._start_backend()
        self.workers: list[Process] = []
        self.client = httpx.Client(base_url=f"http://localhost:{self.port}", timeout=30)
        eventually(self._answers)

    def _redis_url(self) -> str:
        return self.redis.url()

    def start_worker(self) -> Process:
        """Returns once it takes jobs."""
        known = set(self._runners())
        options = ["worker", "--without-mingle", "--without-gossip", "--loglevel", "WARNING"]
        name = f"worker-{len(self.workers)}.log"
        command = [sys.executable, "-m", "celery", "-A", self.worker_module, *options]
        worker = Process(command, self.folder / name, self._variables)
        self.workers.append(worker)
        eventually(lambda: set(self._runners()) - known)
        return worker

    def restart_backend(self) -> None:
        self.backend.kill()
        self.backend = self._start_backend()
        eventually(self._answers)

    def mend(self) -> None:
        """Start again what has died, as a supervisor would; returns once all is well."""
        eventually(self._works)

    def close(self) -> None:
        self.client.close()
        for process in (*self.workers, self.backend, self.redis.process):
            process.stop()

    def _start_backend(self) -> Process:
        options = ["--port", str(self.port), *SOCKET_OPTIONS, "--log-level", "warning"]
        command = [sys.executable, "-m", "uvicorn", "app.main:app", *options]
        return Process(command, self.folder / "backend.log", self._variables)

    def _works(self) -> bool:
        if not self.redis.process.running:
            self.redis.restart()
        if not self.backend.running:
            self.backend = self._start_backend()
        if not self._answers():
            return False
        if not any(worker.running for worker in self.workers):
            self.start_worker()
        return self._listens() and bool(self.client.get("/health").json()["status"] == "healthy")

    def _listens(self) -> bool:
        """Whether a worker takes messages. Celery may meet its end, some seconds later, of having lost its broker."""
        pools.reset()  # a connection to the Redis before this one may be among them
        with Celery(broker=self.redis.url()) as asking:
            return bool(asking.control.ping(timeout=2, limit=1))

    def _answers(self) -> bool:
        try:
            return self.client.get("/health/live").is_success
        except httpx.TransportError:
            return False

    def _runners(self) -> list[bytes]:
        with self.redis.client() as redis:
            return list(redis.scan_iter("runner:*"))
