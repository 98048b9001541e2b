"""One studio on this machine: where it listens, where it keeps its files, what its processes are told."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launch.dotenv import read_dotenv

ROOT = Path(__file__).resolve().parents[2]


class LaunchError(Exception):
    """A sentence that the person at the terminal can act on."""


@dataclass(frozen=True)
class Stack:
    host: str
    backend_port: int
    frontend_port: int
    redis_port: int
    foreign_redis: str | None
    workspace: Path
    run_dir: Path
    inherited: Mapping[str, str]

    @property
    def address(self) -> str:
        return f"http://localhost:{self.frontend_port}"

    @property
    def redis_url(self) -> str:
        return self.foreign_redis or f"redis://127.0.0.1:{self.redis_port}/0"

    @property
    def reachable_host(self) -> str:
        """Where a program on this machine finds the servers."""
        return "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104

    def environment(self) -> dict[str, str]:
        """What the studio's programs read."""
        # Our own Redis on the loopback has no password.
        password = self.inherited.get("REDIS_PASSWORD_FILE", "") if self.foreign_redis else ""
        return {
            "AUTEUR_LOGS": "text",  # into files that a person reads
            **self.inherited,
            "REDIS_PASSWORD_FILE": password,
            "WORKSPACE_ROOT": str(self.workspace),
            "REDIS_URL": self.redis_url,
            "BACKEND_HOST": self.host,
            "BACKEND_PORT": str(self.backend_port),
            "FRONTEND_PORT": str(self.frontend_port),
            "PYTHONPATH": str(ROOT / "backend"),
        }


def read_stack(environ: Mapping[str, str] = os.environ, root: Path = ROOT) -> Stack:
    """The environment wins over `.env`. Raises `LaunchError` for a value that can't be."""
    given = {**read_dotenv(root / ".env"), **environ}
    backend_port = _port(given, "BACKEND_PORT", 8000)
    return Stack(
        host=given.get("BACKEND_HOST") or "127.0.0.1",
        backend_port=backend_port,
        frontend_port=_port(given, "FRONTEND_PORT", 3000),
        redis_port=_port(given, "REDIS_PORT", 6379),
        foreign_redis=given.get("REDIS_URL") or None,
        workspace=_path(given.get("WORKSPACE_ROOT") or "workspace", root),
        run_dir=_path(given.get("AUTEUR_RUN_DIR") or f".run/{backend_port}", root),
        inherited=given,
    )


def _port(given: Mapping[str, str], name: str, default: int) -> int:
    value = given.get(name) or str(default)
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 65535:
        raise LaunchError(f"{name} is {value!r}; it must be a port from 1 to 65535.")
    return int(value)


def _path(value: str, root: Path) -> Path:
    return (root / Path(value).expanduser()).resolve()
