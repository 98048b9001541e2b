"""What the containers may do, and who reaches them."""

from __future__ import annotations

import json

import pytest

from app.system.containers import look
from launch.containers import SERVICES
from launch.engine import base_images
from tests.containers.stack import PROJECT, ContainerStack

pytestmark = pytest.mark.containers

_KNOCK = "import socket, sys; socket.create_connection((sys.argv[1], 6379), 3); print('heard')"
_KNOCK_OF_NODE = """
const socket = require("net").connect({ host: process.argv[1], port: 6379, timeout: 3000 });
const say = (word) => () => { console.log(word); socket.destroy(); };
socket.on("connect", say("heard")).on("error", say("unheard")).on("timeout", say("unheard"));
"""


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


def test_redis_is_out_of_reach_of_whoever_is_not_in_its_network(stack: ContainerStack) -> None:
    [address] = [each["IPAddress"] for each in stack.facts("redis")["NetworkSettings"]["Networks"].values()]
    assert stack.inside("backend", "python", "-c", _KNOCK, address).strip() == "heard"
    for host in (address, "redis"):
        assert stack.inside("frontend", "node", "-e", _KNOCK_OF_NODE, host).strip() == "unheard"


@pytest.mark.parametrize("service", SERVICES)
def test_no_secret_is_seen_by_who_looks_at_a_container_its_image_or_its_words(
    stack: ContainerStack, service: str
) -> None:
    container = stack.container(service)
    shown = [stack.facts(service), container.image.attrs, container.image.history(), container.top()]
    assert container.logs()
    assert stack.password not in json.dumps(shown)
    assert stack.password.encode() not in container.logs()


def test_only_who_needs_the_password_can_read_it(stack: ContainerStack) -> None:
    for service in SERVICES:
        said = stack.inside(service, "sh", "-c", "cat /run/secrets/redis_password 2> /dev/null || echo none").strip()
        assert said == ("none" if service == "frontend" else stack.password)


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
