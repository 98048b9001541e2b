"""The studio in containers. Standard library alone: a host with an engine needs nothing else.

`python -m launch.containers prepare|health|address` and `python -m launch.containers compose ARGUMENT…`.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

from launch.dotenv import read_dotenv
from launch.engine import compose_command
from launch.stack import ROOT, LaunchError, Stack, read_stack

SERVICES = ("redis", "backend", "worker", "frontend")
# Who writes the films: the person who starts the studio, but never root.
_OWNER = os.geteuid() or 1000
_HEALTHY_SECONDS = 120


def prepare(stack: Stack) -> None:
    """Makes what the containers expect from outside: a password and a workspace that they may write."""
    _ensure_password()
    stack.workspace.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        _hand_over(stack.workspace)


def compose(stack: Stack, arguments: list[str]) -> None:
    """Becomes the compose command; a relative workspace would be taken for the name of a volume."""
    command = [*(compose_command() or "docker-compose").split(), *arguments]
    told = {"WORKSPACE_ROOT": str(stack.workspace), "AUTEUR_UID": str(_OWNER), "AUTEUR_GID": str(_OWNER)}
    os.chdir(ROOT)
    environment = {**os.environ, **told, "COMPOSE_PROJECT_NAME": project_name()}
    os.execvpe(command[0], command, environment)  # noqa: S606  an argument list needs no shell


def project_name() -> str:
    return os.environ.get("COMPOSE_PROJECT_NAME") or "auteur"


def wait_until_healthy(project: str) -> None:
    deadline = time.monotonic() + _HEALTHY_SECONDS
    while unwell := {name: state for name, state in _states(project).items() if state != "healthy"}:
        if time.monotonic() > deadline:
            raise LaunchError(f"Not healthy: {unwell}. Look at: make docker-logs")
        time.sleep(1)


def _hand_over(workspace: Path) -> None:
    """What root made, started natively, must be writable inside."""
    for folder, _, files in os.walk(workspace):
        for entry in (folder, *(os.path.join(folder, name) for name in files)):  # noqa: PTH118  quick over many files
            if os.lstat(entry).st_uid == 0:
                os.lchown(entry, _OWNER, _OWNER)


def _ensure_password() -> None:
    dotenv = ROOT / ".env"
    if os.environ.get("REDIS_PASSWORD") or read_dotenv(dotenv).get("REDIS_PASSWORD"):
        return
    dotenv.touch(mode=0o600)
    with dotenv.open("a", encoding="utf-8") as lines:
        lines.write(f"REDIS_PASSWORD={secrets.token_hex(24)}\n")


def _states(project: str) -> dict[str, str]:
    return {name: _state(f"{project}-{name}") for name in SERVICES}


def _state(container: str) -> str:
    health = "{{if .State.Running}}{{.State.Health.Status}}{{else}}stopped{{end}}"
    asked = subprocess.run(
        ["docker", "inspect", "--format", health, container], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "missing"


def main() -> int:
    try:
        match sys.argv[1]:
            case "prepare":
                prepare(read_stack())
            case "health":
                wait_until_healthy(project_name())
                print("All services healthy")
            case "compose":
                compose(read_stack(), sys.argv[2:])
            case _:
                print(read_stack().address)
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
