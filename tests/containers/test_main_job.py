"""The main job in containers: a film, a picture from a prompt, its history in Git."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from tests.containers.stack import ContainerStack
from tests.support.waiting import eventually

pytestmark = pytest.mark.containers

FILM = "Film in containers"
ENDS = {"completed", "failed", "cancelled"}
PICTURE = {
    "type": "text_to_image",
    "prompt": "Wide shot: two fishermen mend a net on the beach at dawn",
    "quality_preset": "draft",
    "parameters": {"seed": 7},
}


@dataclass(frozen=True)
class Shot:
    """A finished picture and what a socket heard of it."""

    task: dict[str, Any]
    events: list[dict[str, Any]]

    @property
    def path(self) -> str:
        """Within the film's folder."""
        return str(self.task["output_path"]).removeprefix(f"{FILM}/").lstrip("/")


@pytest.fixture(scope="module")
def project_id(stack: ContainerStack) -> Iterator[str]:
    with stack.api() as api:
        created = api.post("/projects", json={"name": FILM}).raise_for_status().json()["id"]
        yield str(created)
        api.delete(f"/projects/{created}").raise_for_status()


@pytest.fixture(scope="module")
def shot(stack: ContainerStack, project_id: str) -> Shot:
    with stack.api() as api, connect(stack.socket_url(project_id), origin=None) as socket:
        task_id = api.post(f"/projects/{project_id}/tasks", json=PICTURE).raise_for_status().json()["id"]
        events = _until_over(socket, task_id)
        return Shot(api.get(f"/tasks/{task_id}").raise_for_status().json(), events)


def test_the_task_completes_and_the_socket_hears_each_step(shot: Shot) -> None:
    assert shot.task["status"] == "completed", shot.task["error"]
    types = [event["type"] for event in shot.events]
    assert types.index("task.started") < types.index("task.progress") < types.index("task.completed")


def test_the_picture_is_on_disk_and_by_rest(stack: ContainerStack, project_id: str, shot: Shot) -> None:
    with stack.api() as api:
        (take,) = api.get(f"/projects/{project_id}/takes").raise_for_status().json()
        picture = api.get(f"{stack.origin}{take['url']}").raise_for_status().content
    assert take["task_id"] == shot.task["id"]
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert (stack.workspace / FILM / shot.path).read_bytes() == picture


def test_git_holds_a_pointer_and_the_commit_names_the_task(stack: ContainerStack, shot: Shot) -> None:
    folder = f"/workspace/{FILM}"
    eventually(lambda: shot.task["id"] in stack.inside("worker", "git", "log", "--format=%s", folder=folder))
    pointer = stack.inside("worker", "git", "show", f"HEAD:{shot.path}", folder=folder)
    assert pointer.startswith("version https://git-lfs.github.com/spec/v1")
    assert stack.inside("worker", "git", "status", "--porcelain", folder=folder) == ""
    stack.inside("worker", "git", "lfs", "fsck", folder=folder)


def _until_over(socket: ClientConnection, task_id: str) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    while not heard or heard[-1]["type"] not in {f"task.{end}" for end in ENDS}:
        event = json.loads(socket.recv(timeout=60))
        if event["data"].get("task_id") == task_id:
            heard.append(event)
    return heard
