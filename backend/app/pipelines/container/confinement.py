"""What a runner may do: read the film and its job, write its outputs and `/tmp`, and nothing else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.pipelines.container.job import FILM, JOB, OUTPUT

_NOBODY = 65534
_PROCESSES = 256
_SCRATCH = "size=256m,mode=1777"
_LOGS = {"type": "json-file", "config": {"max-size": "8m", "max-file": "1"}}


@dataclass(frozen=True)
class Limits:
    """`memory` and `output` in bytes."""

    cpus: float
    memory: int
    output: int = 2 * 2**30


def owner() -> int:
    """Who a runner is: the worker, so that it can read the film, but never root."""
    return os.geteuid() or _NOBODY


def confined(limits: Limits, film: Path, folder: Path) -> dict[str, Any]:
    """As the engine's SDK takes it. `folder` holds the job and the outputs."""
    return {
        "mounts": [
            _mount(film, FILM, read_only=True),
            _mount(folder / "job", JOB, read_only=True),
            _mount(folder / "output", OUTPUT, read_only=False),
        ],
        "user": f"{owner()}:{owner()}",
        "network_mode": "none",
        "read_only": True,
        "tmpfs": {"/tmp": _SCRATCH},  # noqa: S108  the container's own
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
        "ipc_mode": "private",
        "init": True,
        "nano_cpus": int(limits.cpus * 1e9),
        "mem_limit": limits.memory,
        "memswap_limit": limits.memory,
        "pids_limit": _PROCESSES,
        "log_config": _LOGS,
    }


def _mount(source: Path, target: str, *, read_only: bool) -> dict[str, Any]:
    """Fails where the source is not there, unlike a volume, which would be made."""
    return {"Type": "bind", "Source": str(source), "Target": target, "ReadOnly": read_only}
