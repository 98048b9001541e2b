"""A container's health check: `python -m app.worker.probe` ends with 0 while this host's worker announces itself and
hears the broker."""

from __future__ import annotations

import socket
import sys

from redis import Redis

from app.config import Settings
from app.tasks.runners import register


def announced() -> bool:
    redis = Redis.from_url(Settings().redis_url, socket_connect_timeout=2, socket_timeout=2)
    return socket.gethostname() in {runner.host for runner in register.alive(redis) if runner.answering}


if __name__ == "__main__":
    sys.exit(not announced())
