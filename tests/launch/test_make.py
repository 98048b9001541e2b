"""What the targets of `make` ask of the container engine, through the compose plugin and through docker-compose 1.29.

The engine is a program that writes down what it is asked: whether real ones do it is tested in `tests/containers`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from launch.stack import ROOT
from tests.support.studios.processes import environment

# Answers like an engine whose containers are all healthy; with or without the plugin.
DOCKER = """\
case "$1 $2" in
  "compose version") exit {plugin} ;;
  inspect*) echo healthy; exit ;;
esac
echo "docker $*" >> {log}
"""
COMPOSE = """\
[ "$1" = version ] || echo "docker-compose $*" >> {log}
"""
BUILT = ["build", "up -d"]
ASKED = {
    "docker-build": ["build"],
    "docker-up": ["up -d"],  # a run of make builds once
    "docker-health": [],
    "docker-ps": ["ps"],
    "docker-logs": ["logs --tail=100"],
    "docker-restart": ["restart"],
    "docker-down": ["down --remove-orphans"],
    "up": BUILT,
    "ps": ["ps"],
    "logs": ["logs --tail=100"],
    "restart": ["restart"],
    "scale": ["up -d --no-deps --no-build --no-recreate --scale worker-pool=2 worker-pool"],
    "up-with-comfyui": BUILT,
    "build": ["build"],
    "down": ["down --remove-orphans"],
}
INSIDE = {
    "workspace-init": "workspace-init",
    "project-create": "project-create A film --quality draft",
    "new-project": "project-create A film --quality draft",
    "demo": "sample-create",
    "project-list": "project-list",
    "check-film": "film-check A film",
    "check-workspace": "reconcile --check",
    "repair-workspace": "reconcile",
    "backup": "backup",
    "restore": "restore",
    "selftest": "selftest",
}
# Those that make no difference between containers and local processes, or need none of both.
BESIDES = {"help", "test", "test-again", "test-unit", "test-integration", "test-e2e", "test-containers", "soak"}
BESIDES |= {"check", "bench", "fmt", "types", "lock", "models", "clean", "images-offline", "shell-backend"}
BESIDES |= {"shell-frontend"}


class Engine:
    """A PATH on which it comes first."""

    def __init__(self, folder: Path, *, plugin: bool) -> None:
        self._folder, self._log = folder, folder / "asked"
        self._program("docker", DOCKER.format(log=self._log, plugin=int(not plugin)))
        self._program("docker-compose", COMPOSE.format(log=self._log) if not plugin else "exit 1")
        self.films = folder / "films"

    def _program(self, name: str, script: str) -> None:
        (self._folder / name).write_text(f"#!/bin/sh\n{script}")
        (self._folder / name).chmod(0o755)

    def make(self, *targets: str, **variables: str) -> subprocess.CompletedProcess[str]:
        given = {
            "MODE": "docker",
            "PYTHON": sys.executable,
            "WORKSPACE_ROOT": str(self.films),
            "REDIS_PASSWORD_FILE": str(self._folder / "secrets/redis"),
            "COMFYUI_IMAGE": "my/comfyui",
            **variables,
        }
        return subprocess.run(
            ["make", "--old-file=.venv/native", *targets],
            env=environment(**given) | {"PATH": f"{self._folder}:{os.environ['PATH']}"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    def asked(self) -> list[str]:
        return [line.strip() for line in self._log.read_text().splitlines()]


@pytest.mark.parametrize(("plugin", "name"), [(True, "docker compose"), (False, "docker-compose")])
def test_targets_ask_compose_in_its_own_words(tmp_path: Path, plugin: bool, name: str) -> None:
    engine = Engine(tmp_path, plugin=plugin)
    ran = engine.make(*ASKED, WORKERS="3")
    assert ran.returncode == 0, ran.stderr
    assert "All services healthy" in ran.stdout
    assert "Auteur is up: http://localhost:" in ran.stdout
    assert engine.asked() == [f"{name} {command}" for commands in ASKED.values() for command in commands]


def test_targets_for_films_run_where_the_studio_does(tmp_path: Path) -> None:
    engine = Engine(tmp_path, plugin=True)
    archive = tmp_path / "all.tar"
    archive.write_bytes(b"")
    ran = engine.make(*INSIDE, NAME="A film", QUALITY="draft", FILE=str(archive))
    assert ran.returncode == 0, ran.stderr
    inside = "docker exec -i auteur-backend python -m app.cli "
    assert engine.asked() == [inside + command for target, command in INSIDE.items() if target != "new-project"]


def test_every_target_that_is_listed_is_known_here() -> None:
    listed = set(re.findall(r"^([\w-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert listed == {*ASKED, *INSIDE, *BESIDES}


@pytest.mark.parametrize("target", ["scale", "restore"])
def test_what_is_missing_is_asked_for_in_one_line(tmp_path: Path, target: str) -> None:
    ran = Engine(tmp_path, plugin=True).make(target)
    assert ran.returncode != 0
    assert f"make {target}" in ran.stderr
