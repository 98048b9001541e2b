"""The peers that stand beside the studio, on its own Redis."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from celery import Celery

from bench.rig.processes import free_port, listens
from bench.rig.studio import Studio
from launch.programs import SOCKET_OPTIONS

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Served:
    """A web process that answers."""

    name: str
    pid: int
    port: int


def start_relay(studio: Studio) -> Served:
    """A bare uvicorn relay with the backend's own socket implementation."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "bench.peers.relay:relay", "--port", str(port)]
    options = [*SOCKET_OPTIONS, "--log-level", "warning"]
    pid = studio.processes.start("relay", [*command, *options], _ROOT, _environment(studio), lambda: listens(port))
    return Served("relay", pid, port)


def start_noop(studio: Studio) -> Celery:
    """A bare Celery with as many processes as the studio's worker, ready to be sent to."""
    url = _peer_redis(studio)
    app = Celery("noop", broker=url, backend=url, set_as_current=False)
    command = [sys.executable, "-m", "celery", "-A", "bench.peers.noop", "worker", "--concurrency", "2"]
    environment = _environment(studio)
    studio.processes.start("noop", command, _ROOT, environment, lambda: bool(app.control.ping(timeout=0.5)))
    return app


def _environment(studio: Studio) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(_ROOT), "PEER_REDIS_URL": _peer_redis(studio)}


def _peer_redis(studio: Studio) -> str:
    """Another database of the same server, so that the queues do not meet."""
    return studio.redis_url.removesuffix("/0") + "/1"
