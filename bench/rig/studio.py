"""A studio to measure: Redis, backend and worker as the launcher starts them, on free ports, its films temporary."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

from bench.rig.processes import Processes, free_port, listens
from bench.rig.rest import Rest
from launch.programs import SOCKET_OPTIONS
from launch.redis_server import redis_executable

BACKEND = Path(__file__).resolve().parents[2] / "backend"
WORKERS = 2
_DURABLE = ("--appendonly", "yes", "--maxmemory-policy", "noeviction")


@dataclass(frozen=True)
class Studio:
    port: int
    frontend_port: int
    redis_url: str
    workspace: Path
    processes: Processes
    backend_pid: int
    worker_pid: int

    @property
    def pids(self) -> tuple[int, int]:
        return self.backend_pid, self.worker_pid

    def rest(self) -> Rest:
        return Rest(self.port)


@contextmanager
def running_studio(pipelines: str) -> Iterator[Studio]:
    with tempfile.TemporaryDirectory(prefix="auteur-bench-") as name, Processes(Path(name)) as processes:
        folder, port, frontend_port, redis_port = Path(name), free_port(), free_port(), free_port()
        environment = _environment(folder, port, redis_port, pipelines) | {"FRONTEND_PORT": str(frontend_port)}
        _start_redis(processes, folder, redis_port)
        backend_pid = _start_backend(processes, port, environment)
        worker_pid = _start_worker(processes, port, environment)
        workspace, redis_url = folder / "workspace", environment["REDIS_URL"]
        yield Studio(port, frontend_port, redis_url, workspace, processes, backend_pid, worker_pid)


def _environment(folder: Path, port: int, redis_port: int, pipelines: str) -> dict[str, str]:
    """Blind to the machine's own studio: none of its variables gets through."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    return kept | {
        "PYTHONPATH": str(BACKEND),
        "WORKSPACE_ROOT": str(folder / "workspace"),
        "REDIS_URL": f"redis://127.0.0.1:{redis_port}/0",
        "BACKEND_PORT": str(port),
        "WORKER_CONCURRENCY": str(WORKERS),
        "AUTEUR_PIPELINES": pipelines,
        "AUTEUR_HEARTBEAT_SECONDS": "30",
    }


def _start_redis(processes: Processes, folder: Path, port: int) -> None:
    command = [redis_executable(), "--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder), *_DURABLE]
    processes.start("redis", command, folder, os.environ, lambda: listens(port))


def _start_backend(processes: Processes, port: int, environment: Mapping[str, str]) -> int:
    command = [sys.executable, "-m", "uvicorn", "app.main:app", "--port", str(port), *SOCKET_OPTIONS]
    return processes.start("backend", command, BACKEND, environment, lambda: listens(port))


def _start_worker(processes: Processes, port: int, environment: Mapping[str, str]) -> int:
    command = [sys.executable, "-m", "celery", "-A", "app.worker.celery_app", "worker", "--loglevel", "INFO"]
    return processes.start("worker", command, BACKEND, environment, lambda: _has_worker(port))


def _has_worker(port: int) -> bool:
    try:
        health = Rest(port).get("/health")
    except (OSError, HTTPException):
        return False
    return bool(health["worker"] == "running")
