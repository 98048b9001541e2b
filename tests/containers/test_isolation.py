"""What the containers may do, and who reaches them."""

from __future__ import annotations

import pytest

from launch.containers import SERVICES
from tests.containers.stack import ContainerStack

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
