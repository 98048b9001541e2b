"""A container's health check: `python -m app.worker.probe` ends with 0 while this host's worker announces itself and
hears the broker."""

from __future__ import annotations

import socket
import sys

from app.config import Settings
from app.connecting import connect
from app.tasks.runners import register


def announced() -> bool:
    redis = connect(Settings().redis_url)
    return socket.gethostname() in {runner.host for runner in register.alive(redis) if runner.answering}


if __name__ == "__main__":
    sys.exit(not announced())
