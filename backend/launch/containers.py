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

from launch.engine import compose_command
from launch.stack import ROOT, LaunchError, Stack, read_stack

SERVICES = ("redis", "backend", "worker", "frontend")
_RUNNERS = ".auteur/runners"  # in the workspace: where a worker in a container lays out a runner's job
_ENGINE = Path("/var/run/docker.sock")
# Who writes the films: the person who starts the studio, but never root.
_OWNER = os.geteuid() or 1000
_HEALTHY_SECONDS = 120


def prepare(stack: Stack) -> None:
    """Makes what the containers expect from outside: a password and a workspace that they may write."""
    _ensure_password(_password_file(stack))
    (stack.workspace / _RUNNERS).mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        _hand_over(stack.workspace)


def compose(stack: Stack, arguments: list[str]) -> None:
    """Becomes the compose command; a relative workspace would be taken for the name of a volume."""
    command = [*(compose_command() or "docker-compose").split(), *arguments]
    told = {
        "WORKSPACE_ROOT": str(stack.workspace),
        "REDIS_PASSWORD_FILE": str(_password_file(stack)),
        "AUTEUR_UID": str(_OWNER),
        "AUTEUR_GID": str(_OWNER),
        "AUTEUR_ENGINE_GID": str(_ENGINE.stat().st_gid if _ENGINE.exists() else 0),
    }
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


def _password_file(stack: Stack) -> Path:
    return ROOT / (stack.inherited.get("REDIS_PASSWORD_FILE") or ".secrets/redis_password")


def _ensure_password(file: Path) -> None:
    """Whoever may enter its folder may read it: the containers, each with a user of its own, see the file alone."""
    if file.exists():
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.write_text(secrets.token_hex(24), encoding="ascii")
    file.chmod(0o444)


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
