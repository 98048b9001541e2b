"""Containers whose worker was killed, removed by the next that starts on the same machine."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path
from typing import Any

import structlog

from app.pipelines.container.engine import Engine

_HOST, _PROCESS, _FOLDER = "auteur.host", "auteur.process", "auteur.folder"

PREFIX = "auteur-runner-"  # of the folders for jobs
log = structlog.get_logger()


def labels(folder: Path) -> dict[str, str]:
    """That say whose a container is."""
    return {_HOST: socket.gethostname(), _PROCESS: _process(os.getpid()) or "", _FOLDER: str(folder)}


def sweep(engine: Engine) -> None:
    for container in engine.labelled(f"{_HOST}={socket.gethostname()}"):
        if not _lives(container.labels.get(_PROCESS, "")):
            log.warning("runner.left_over", container=container.short_id)
            engine.remove(container)
            _clear(container)


def _clear(container: Any) -> None:
    folder = Path(container.labels.get(_FOLDER, ""))
    if folder.name.startswith(PREFIX):
        shutil.rmtree(folder, ignore_errors=True)


def _lives(process: str) -> bool:
    pid = process.partition(":")[0]
    return pid.isdigit() and _process(int(pid)) == process


def _process(pid: int) -> str | None:
    """Its id and when it began: ids come again."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    return f"{pid}:{told.rpartition(')')[2].split()[19]}"
