"""What the containers may do, and who reaches them."""

from __future__ import annotations

import pytest

from app.system.containers import look
from launch.containers import SERVICES
from launch.engine import base_images
from tests.containers.stack import PROJECT, ContainerStack

pytestmark = pytest.mark.containers


def test_all_services_are_healthy(stack: ContainerStack) -> None:
    asked = stack.make("docker-health")
    assert (asked.returncode, asked.stdout.splitlines()[-1]) == (0, "All services healthy")


def test_the_frontend_answers(stack: ContainerStack) -> None:
    with stack.api() as client:
        assert client.get(f"http://localhost:{stack.frontend_port}/health").is_success


def test_two_ports_are_published_on_the_loopback_alone(stack: ContainerStack) -> None:
    published = {
        (bound["HostIp"], int(bound["HostPort"]))
        for service in SERVICES
        for bindings in stack.facts(service)["NetworkSettings"]["Ports"].values()
        for bound in bindings or []
    }
    assert published == {("127.0.0.1", stack.backend_port), ("127.0.0.1", stack.frontend_port)}


def test_redis_refuses_without_the_password(stack: ContainerStack) -> None:
    assert "NOAUTH" in stack.inside("redis", "redis-cli", "ping")
    set_up = stack.inside("redis", "redis-cli", "-a", stack.password, "config", "get", "maxmemory-policy")
    assert "noeviction" in set_up


@pytest.mark.parametrize("service", SERVICES)
def test_containers_are_confined(stack: ContainerStack, service: str) -> None:
    host = stack.facts(service)["HostConfig"]
    assert stack.inside(service, "id", "-u").strip() != "0"
    assert host["ReadonlyRootfs"]
    assert host["CapDrop"] == ["ALL"]
    assert host["Memory"] > 0
    assert host["NanoCpus"] > 0


@pytest.mark.parametrize("service", ["backend", "worker"])
def test_images_hold_no_compiler(stack: ContainerStack, service: str) -> None:
    assert "none" in stack.inside(service, "sh", "-c", "command -v gcc cc clang || echo none")


@pytest.mark.parametrize(("service", "megabytes"), [("backend", 250), ("worker", 500)])
def test_images_are_small_above_their_base(stack: ContainerStack, service: str, megabytes: int) -> None:
    [base] = [image for image in base_images() if image.startswith("python:")]
    assert stack.image_size(f"{PROJECT}-{service}") - stack.image_size(base) <= megabytes * 1_000_000


def test_a_whole_task_goes_through_when_asked_from_inside(stack: ContainerStack) -> None:
    said = stack.inside("backend", "python", "-m", "app.cli", "selftest", folder="/srv/auteur")
    assert "Self-test passed" in said


def test_what_each_container_takes_is_told_where_the_engine_is_reached(stack: ContainerStack) -> None:
    assert stack.facts("backend")
    found = look(PROJECT)
    assert found.engine
    assert {load.name for load in found.containers} >= {f"{PROJECT}-{service}" for service in SERVICES}
    assert all(load.memory_bytes > 0 for load in found.containers)


def test_from_inside_no_engine_is_reached(stack: ContainerStack) -> None:
    with stack.api() as client:
        assert client.get("/system/containers").json()["engine"] is None
