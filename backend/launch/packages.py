"""Installs what only the system's package manager has, or says how. Standard library alone: runs before `.venv`.

`python -m launch.packages [tests] [engine]` adds what those need.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_SERVICE_POLICY = Path("/usr/sbin/policy-rc.d")


@dataclass(frozen=True)
class Need:
    package: str
    what_for: str
    is_met: Callable[[], bool]
    required: bool = True
    group: str = "studio"


def _command(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def _library(name: str) -> Callable[[], bool]:
    """Off Linux the libraries come with the system, under other names."""
    return lambda: not sys.platform.startswith("linux") or _loads(name)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_redis() -> bool:
    """Python packages bundle a server for Pythons before 3.13."""
    return sys.version_info < (3, 13) or shutil.which("redis-server") is not None


def _venv_works() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


NEEDS = (
    Need("git", "keeps each film's history", _command("git")),
    Need("git-lfs", "keeps the film's media out of Git's history", _command("git-lfs")),
    Need("python3-venv", "makes .venv", _venv_works),
    Need("libgl1", "lets Skia draw storyboards", _library("libGL.so.1")),
    Need("libegl1", "lets Skia draw storyboards", _library("libEGL.so.1")),
    Need("libfontconfig1", "lets Skia draw storyboards", _library("libfontconfig.so.1")),
    Need("redis-server", "carries tasks and events", _has_redis),
    Need("chromium", "drives the browser tests", _command("chromium"), required=False, group="tests"),
    Need("prometheus", "checks the alert rules", _command("promtool"), required=False, group="tests"),
    Need("docker.io", "runs the containers", _command("dockerd"), required=False, group="engine"),
    Need("docker-compose", "runs the containers", _command("docker-compose"), required=False, group="engine"),
    Need("debootstrap", "makes base images offline", _command("debootstrap"), required=False, group="engine"),
)


def main() -> int:
    groups = {"studio", *sys.argv[1:]}
    missing = [need for need in NEEDS if need.group in groups and not need.is_met()]
    if missing and _may_install():
        for required in (True, False):
            _install([need.package for need in missing if need.required is required])
        missing = [need for need in missing if not need.is_met()]
    for need in missing:
        weight = "needed" if need.required else "optional"
        print(f"Missing {need.package}, {weight}: it {need.what_for}.", file=sys.stderr)
    if missing:
        print(f"Install with: {_by_hand([need.package for need in missing])}", file=sys.stderr)
    return int(any(need.required for need in missing))


def _may_install() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def _install(packages: list[str]) -> None:
    if not packages:
        return
    print(f"Installing {', '.join(packages)}", flush=True)
    with _services_stopped():
        _apt_get("update")
        _apt_get("install", "-y", "--no-install-recommends", *packages)


@contextmanager
def _services_stopped() -> Iterator[None]:
    """Debian starts a service with its package, on the port that ours wants; `policy-rc.d` is its way to say no."""
    if _SERVICE_POLICY.exists():
        yield
        return
    _SERVICE_POLICY.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
    _SERVICE_POLICY.chmod(0o755)
    try:
        yield
    finally:
        _SERVICE_POLICY.unlink()


def _apt_get(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(
        ["apt-get", "-qq", *arguments],
        env=environment,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def _by_hand(packages: list[str]) -> str:
    if shutil.which("apt-get"):
        return f"sudo apt-get install {' '.join(packages)}"
    return f"brew install {' '.join(packages)}" if shutil.which("brew") else " ".join(packages)


if __name__ == "__main__":
    sys.exit(main())
