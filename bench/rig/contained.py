"""The studio in containers, as `make docker-up` starts it, beside any other on the machine."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.rig.processes import free_port
from bench.rig.studio import WORKERS
from launch.stack import ROOT

_PROJECT = "auteur-bench"


@contextmanager
def contained(pipelines: str) -> Iterator[int]:
    """The port of its backend. Nothing of it stays but its images."""
    with tempfile.TemporaryDirectory(prefix="auteur-bench-") as name:
        Path(name).chmod(0o755)  # the containers' user is not this one
        port = free_port()
        environment = _environment(Path(name), port, pipelines)
        try:
            _run(environment, "make", "docker-up")
            yield port
        finally:
            _run(environment, sys.executable, "-m", "launch.containers", "compose", "down", "--volumes")


def _environment(folder: Path, port: int, pipelines: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    return kept | {
        "PYTHONPATH": str(ROOT / "backend"),
        "COMPOSE_PROJECT_NAME": _PROJECT,
        "WORKSPACE_ROOT": str(folder / "workspace"),
        "REDIS_PASSWORD_FILE": str(folder / "secrets/redis"),
        "BACKEND_PORT": str(port),
        "FRONTEND_PORT": str(free_port()),
        "WORKER_CONCURRENCY": str(WORKERS),
        "AUTEUR_PIPELINES": pipelines,
    }


def _run(environment: Mapping[str, str], *command: str) -> None:
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
