"""The machine in general words: what a figure means without it nobody can tell."""

from __future__ import annotations

import platform
import subprocess

import psutil


def facts() -> dict[str, str]:
    return {
        "cores": str(psutil.cpu_count()),
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "git": _version("git", "--version"),
        "git-lfs": _version("git-lfs", "--version"),
        "load before": f"{psutil.getloadavg()[0]:.1f}",
    }


def _version(*command: str) -> str:
    """The first number with a dot in what a program says of itself."""
    words = subprocess.run(command, capture_output=True, text=True, check=True).stdout.replace("/", " ").split()
    return next(word for word in words if word[0].isdigit() and "." in word)
