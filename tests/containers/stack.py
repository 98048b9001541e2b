"""A compose stack beside any other on the machine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import docker
import httpx
from docker.models.containers import Container

from tests.support.studios.processes import ROOT, environment, free_port
from tests.support.waiting import eventually

PROJECT = "auteur-test"
_START_SECONDS = 900  # a first build installs everything


class ContainerStack:
    def __init__(self, client: docker.DockerClient, workspace: Path) -> None:
        self._client = client
        self.workspace = workspace
        self._password = workspace.with_name("secrets") / "redis"
        self.backend_port, self.frontend_port = free_port(), free_port()
        # The containers' user is not this one: what lies above the workspace must let it through.
        for folder in (workspace, *workspace.parents[:2]):
            folder.chmod(0o755)
        self._variables = environment(
            COMPOSE_PROJECT_NAME=PROJECT,
            BACKEND_PORT=str(self.backend_port),
            FRONTEND_PORT=str(self.frontend_port),
            WORKSPACE_ROOT=str(workspace),
            REDIS_PASSWORD_FILE=str(self._password),
            AUTEUR_LEASE_SECONDS="3",
        )

    def up(self) -> None:
        self.make("docker-up").check_returncode()

    @property
    def password(self) -> str:
        return self._password.read_text(encoding="ascii")

    def make(self, target: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return self._call("make", target, *(f"{name}={value}" for name, value in variables.items()))

    def compose(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return self._call(sys.executable, "-m", "launch.containers", "compose", *arguments, **variables)

    def _call(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environ = self._variables | variables
        return subprocess.run(
            command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=_START_SECONDS, check=False
        )

    def remove(self) -> None:
        """With its volumes: nothing stays."""
        self.make("docker-down")
        for volume in self._client.volumes.list(filters=_labelled()):
            volume.remove()

    def container(self, service: str) -> Container:
        return self._client.containers.get(f"{PROJECT}-{service}")

    def all_of(self, service: str) -> list[Container]:
        return list(self._client.containers.list(all=True, ignore_removed=True, filters=_labelled(service)))

    def left(self) -> list[str]:
        """What there is of this stack beside images and volumes."""
        containers = self._client.containers.list(all=True, ignore_removed=True, filters=_labelled())
        return [str(each.name) for each in [*containers, *self._client.networks.list(filters=_labelled())]]

    def inside(self, service: str, *command: str, folder: str = "/") -> str:
        """What a command prints in a container; fails where the command does."""
        code, printed = self.container(service).exec_run(list(command), workdir=folder)
        text = str(printed.decode())
        assert code == 0, text
        return text

    def image_size(self, name: str) -> int:
        """Bytes."""
        return int(self._client.images.get(name).attrs["Size"])

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.backend_port}"

    def api(self) -> httpx.Client:
        return httpx.Client(base_url=f"{self.origin}/api/v1", timeout=30)

    def socket_url(self, project_id: str, port: int | None = None) -> str:
        return f"ws://localhost:{port or self.backend_port}/ws/{project_id}"

    def facts(self, service: str) -> dict[str, Any]:
        container = self.container(service)
        container.reload()
        return dict(container.attrs)

    def answers(self) -> bool:
        """Both published ports."""
        try:
            found = [httpx.get(f"http://localhost:{port}/health") for port in (self.backend_port, self.frontend_port)]
        except httpx.TransportError:
            return False
        return all(answer.is_success for answer in found)

    def redis(self, *command: str) -> str:
        return self.inside("redis", "redis-cli", "--no-auth-warning", "-a", self.password, *command).strip()

    @contextmanager
    def cut_off(self, service: str, network: str) -> Iterator[None]:
        """Without one of its networks, and then found there again by its names."""
        found = self._client.networks.get(f"{PROJECT}_{network}")
        names = self.facts(service)["NetworkSettings"]["Networks"][found.name]["Aliases"]
        found.disconnect(self.container(service))
        try:
            yield
        finally:
            found.connect(self.container(service), aliases=names)

    @contextmanager
    def limited(self, service: str, more: int) -> Iterator[None]:
        """To `more` bytes above what it takes now."""
        container, usual = self.container(service), self.facts(service)["HostConfig"]["Memory"]
        limit = eventually(lambda: _memory_of(container)) + more
        container.update(mem_limit=limit, memswap_limit=limit)
        try:
            yield
        finally:
            container.update(mem_limit=usual, memswap_limit=2 * usual)

    @contextmanager
    def another_backend(self, port: int) -> Iterator[Container]:
        """Beside the first, on a port of its own."""
        name = f"{PROJECT}-backend-2"
        options = ["--detach", "--no-deps", "--name", name, "--publish", f"127.0.0.1:{port}:8000"]
        self.compose("run", *options, "backend").check_returncode()
        container = self._client.containers.get(name)
        try:
            yield container
        finally:
            container.remove(force=True)


def _memory_of(container: Container) -> int:
    """Bytes it takes now; 0 where the engine, busy with others, could not look."""
    return int(container.stats(stream=False)["memory_stats"].get("usage", 0))


def _labelled(service: str | None = None) -> dict[str, list[str]]:
    """Compose's marks of what is this stack's."""
    marks = {"project": PROJECT, **({"service": service} if service else {})}
    return {"label": [f"com.docker.compose.{name}={value}" for name, value in marks.items()]}
