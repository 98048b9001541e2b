"""Images built for a test, and whatever runners are there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docker


def build(client: docker.DockerClient, folder: Path, name: str) -> str:
    """Its tag."""
    image, _ = client.images.build(path=str(folder), tag=f"auteur-test-runner-{name}", rm=True, forcerm=True)
    return str(image.tags[0])


def runners(client: docker.DockerClient) -> list[Any]:
    """Containers of runners, also those that have ended."""
    return list(client.containers.list(all=True, ignore_removed=True, filters={"label": "auteur.process"}))
