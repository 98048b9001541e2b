"""A compose stack beside any other on the machine."""

from __future__ import annotations

import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import docker
from docker.models.containers import Container
from httpx import Client

from tests.support.processes import ROOT, environment, free_port

PROJECT = "auteur-test"
_START_SECONDS = 900  # a first build installs everything


class ContainerStack:
    def __init__(self, client: docker.DockerClient, workspace: Path) -> None:
        self._client = client
        self.workspace = workspace
        self.password = uuid.uuid4().hex
        self.backend_port, self.frontend_port = free_port(), free_port()
        # The containers' user is not this one: what lies above the workspace must let it through.
        for folder in (workspace, *workspace.parents[:2]):
            folder.chmod(0o755)
        self._variables = environment(
            COMPOSE_PROJECT_NAME=PROJECT,
            BACKEND_PORT=str(self.backend_port),
            FRONTEND_PORT=str(self.frontend_port),
            WORKSPACE_ROOT=str(workspace),
            REDIS_PASSWORD=self.password,
            AUTEUR_LEASE_SECONDS="2",
        )

    def up(self) -> None:
        self.make("docker-up").check_returncode()

    def make(self, target: str) -> subprocess.CompletedProcess[str]:
        return self._call("make", target)

    def compose(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._call(sys.executable, "-m", "launch.containers", "compose", *arguments)

    def _call(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=ROOT, env=self._variables, capture_output=True, text=True, timeout=_START_SECONDS, check=False
        )

    def remove(self) -> None:
        """With its volumes: nothing stays."""
        self.make("docker-down")
        for volume in self._client.volumes.list(filters={"label": f"com.docker.compose.project={PROJECT}"}):
            volume.remove()

    def container(self, service: str) -> Container:
        return self._client.containers.get(f"{PROJECT}-{service}")

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

    def api(self) -> Client:
        return Client(base_url=f"{self.origin}/api/v1", timeout=30)

    def socket_url(self, project_id: str) -> str:
        return f"ws://localhost:{self.backend_port}/ws/{project_id}"

    def facts(self, service: str) -> dict[str, Any]:
        container = self.container(service)
        container.reload()
        return dict(container.attrs)
