from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from launch.engine import possible_mode, running_mode
from launch.stack import read_stack

Program = Callable[[str, str], None]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Puts a shell script on an otherwise empty PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def put(name: str, script: str) -> None:
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)

    return put


def test_no_engine_means_local_processes(program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    program("docker", "exit 1")
    assert possible_mode() == "native"
    assert capsys.readouterr().err == ""


def test_an_engine_with_its_images_means_containers(program: Program) -> None:
    program("docker", "exit 0")
    assert possible_mode() == "docker"


def test_an_engine_without_images_says_what_to_do(program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    program("docker", 'case "$1" in image|pull) exit 1;; *) exit 0;; esac')
    assert possible_mode() == "native"
    assert "make images-offline" in capsys.readouterr().err


def test_an_engine_without_compose_means_local_processes(program: Program) -> None:
    program("docker", 'case "$1" in info) exit 0;; *) exit 1;; esac')
    assert possible_mode() == "native"


@pytest.mark.parametrize(("listed", "mode"), [("0c1f2e", "docker"), ("", None)])
def test_containers_on_the_stacks_port_are_its_own(
    program: Program, tmp_path: Path, listed: str, mode: str | None
) -> None:
    program("docker", f'[ "$1" = ps ] && printf "{listed}"')
    assert running_mode(read_stack({"BACKEND_PORT": "8642"}, tmp_path)) == mode
