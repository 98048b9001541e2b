"""What `make docker-up` prepares, and what it asks of compose; no engine is needed for either."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from launch.containers import SERVICES, prepare
from launch.engine import compose_command
from launch.stack import ROOT, Stack, read_stack
from tests.support.studios.processes import environment

PROFILES = {
    "pool": ["worker-pool"],
    "comfyui": ["comfyui"],
    "monitoring": ["grafana", "prometheus"],
    "gpu": ["worker-gpu"],
    "runners": ["worker-runners"],
}
OF_THE_STUDIO = {"backend", "worker", "worker-pool", "worker-gpu", "worker-runners"}


def given(folder: Path) -> dict[str, str]:
    return {
        "WORKSPACE_ROOT": str(folder / "films"),
        "REDIS_PASSWORD_FILE": str(folder / "secrets/redis"),
        "COMFYUI_IMAGE": "my/comfyui",
    }


@pytest.fixture
def stack(tmp_path: Path) -> Stack:
    return read_stack(given(tmp_path))


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What compose makes of both files with every profile; it fails where that is no valid stack."""
    if compose_command() is None:
        pytest.skip("neither the compose plugin nor docker-compose is here")
    files = ["-f", "docker-compose.yml", "-f", "docker-compose.test.yml"]
    asked = subprocess.run(
        [sys.executable, "-m", "launch.containers", "compose", *files, "config"],
        env=environment(**given(tmp_path_factory.mktemp("given")), COMPOSE_PROFILES=",".join(PROFILES)),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    return dict(yaml.safe_load(asked.stdout))


@pytest.fixture(scope="module")
def services(config: dict[str, Any]) -> dict[str, Any]:
    return dict(config["services"])


def test_a_password_is_made_once_and_only_its_folder_lets_people_in(stack: Stack, tmp_path: Path) -> None:
    prepare(stack)
    password = tmp_path / "secrets/redis"
    made = password.read_text()
    assert len(made) >= 32
    assert (password.parent.stat().st_mode & 0o777, password.stat().st_mode & 0o777) == (0o700, 0o444)
    prepare(stack)
    assert password.read_text() == made


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_what_root_made_is_handed_over_and_what_others_made_stays(stack: Stack) -> None:
    stack.workspace.mkdir()
    for name, owner in (("of root", 0), ("of another", 12345)):
        (stack.workspace / name).write_text("")
        os.chown(stack.workspace / name, owner, owner)
    (stack.workspace / "link").symlink_to("/etc/passwd")
    prepare(stack)
    assert [(stack.workspace / name).lstat().st_uid for name in ("of root", "of another", "link")] == [
        1000,
        12345,
        1000,
    ]
    assert Path("/etc/passwd").stat().st_uid == 0


def test_each_profile_adds_its_services_alone(services: dict[str, Any]) -> None:
    members = {name: each.get("profiles", []) for name, each in services.items()}
    assert sorted(name for name, profiles in members.items() if not profiles) == sorted([*SERVICES, "test-runner"])
    for profile, added in PROFILES.items():
        assert sorted(name for name, profiles in members.items() if profiles == [profile]) == added


def test_the_password_is_a_secret_of_those_who_need_it_and_in_no_environment(config: dict[str, Any]) -> None:
    services = config["services"]
    assert config["secrets"]["redis_password"]["file"].endswith("/secrets/redis")
    assert {name for name, each in services.items() if each.get("secrets")} == {"redis", *OF_THE_STUDIO}
    for name in OF_THE_STUDIO:
        told = services[name]["environment"]
        assert (told["REDIS_PASSWORD_FILE"], "@" in told["REDIS_URL"]) == ("/run/secrets/redis_password", False)


def test_only_runners_reach_the_engine_and_only_gpu_workers_the_device(services: dict[str, Any]) -> None:
    assert [name for name, each in services.items() if "docker.sock" in str(each.get("volumes"))] == ["worker-runners"]
    assert [name for name, each in services.items() if "nvidia" in str(each)] == ["worker-gpu"]


def test_every_container_is_limited_and_what_is_published_is_so_on_the_loopback(services: dict[str, Any]) -> None:
    for name in services.keys() - {"comfyui", "test-runner"}:
        each = services[name]
        assert each["mem_limit"], name
        assert each["cpus"], name
        assert (each["read_only"], each["restart"], each["cap_drop"]) == (True, "unless-stopped", ["ALL"]), name
        assert all("127.0.0.1" in str(port) for port in each.get("ports", [])), name


def test_the_test_runner_waits_for_a_studio_that_is_well(services: dict[str, Any]) -> None:
    awaited = services["test-runner"]["depends_on"]
    assert {name: each["condition"] for name, each in awaited.items()} == dict.fromkeys(
        ("backend", "frontend", "worker"), "service_healthy"
    )
