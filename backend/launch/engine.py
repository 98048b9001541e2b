"""Decides between containers and local processes. Standard library alone: runs before `.venv`.

`python -m launch.engine mode|running|images` prints the mode to start in (`docker` or `native`), the mode that
runs, the base images.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

from launch.stack import ROOT, LaunchError, Stack, read_stack

# Where the base images stand, each with the variable that names another: `ARG PYTHON_IMAGE=…`, `${REDIS_IMAGE:-…}`.
_SOURCES = ("backend/Dockerfile", "frontend/Dockerfile", "docker-compose.yml")
_BASE = re.compile(r"(\w+_IMAGE)(?:=|:-)([\w.:/-]+)")
_ANSWER_SECONDS = 20
_PULL_SECONDS = 300


def running_mode(stack: Stack) -> str | None:
    """How the stack of these ports runs now, if it does."""
    if _answers(stack.run_dir / "supervisor.sock"):
        return "native"
    published = ["docker", "ps", "--quiet", "--filter", f"publish={stack.backend_port}", "--filter", "name=-backend$"]
    return "docker" if _output(*published) else None


def possible_mode() -> str:
    """Containers where an engine answers and its base images can be had."""
    if not (_succeeds("docker", "info") and compose_command()):
        return "native"
    if missing := [image for image in base_images() if not _can_be_had(image)]:
        print(
            f"A container engine answers, but {missing[0]} can't be had: starting local processes instead. "
            "`make images-offline` builds the base images without a registry.",
            file=sys.stderr,
        )
        return "native"
    return "docker"


def compose_command() -> str | None:
    for command in ("docker compose", "docker-compose"):
        if _succeeds(*command.split(), "version"):
            return command
    return None


def base_images() -> list[str]:
    named = _BASE.findall("\n".join((ROOT / source).read_text(encoding="utf-8") for source in _SOURCES))
    return sorted({os.environ.get(variable) or image for variable, image in named})


def _answers(unix_socket: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(os.fsencode(unix_socket)) == 0


def _can_be_had(image: str) -> bool:
    here = _succeeds("docker", "image", "inspect", image)
    return here or _succeeds("docker", "pull", "--quiet", image, limit=_PULL_SECONDS)


def _succeeds(*command: str, limit: int = _ANSWER_SECONDS) -> bool:
    return _output(*command, limit=limit) is not None


def _output(*command: str, limit: int = _ANSWER_SECONDS) -> str | None:
    """None where the command fails, does not answer or is not there."""
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=limit, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None


def main() -> int:
    try:
        print(_answer(sys.argv[1]))
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _answer(question: str) -> str:
    match question:
        case "images":
            return " ".join(base_images())
        case "running":
            return running_mode(read_stack()) or "native"
        case _:
            return running_mode(read_stack()) or possible_mode()


if __name__ == "__main__":
    sys.exit(main())
