"""Tasks in hand while a container is struck, and the proof that nothing of them is lost."""

from __future__ import annotations

import itertools
import uuid
from typing import Any

import httpx
from docker.errors import APIError

from tests.containers.stack import ContainerStack
from tests.support.clients.calls import ENDED
from tests.support.waiting import eventually

FILM = "Film under fire"
_TOGETHER = 3
_numbers = itertools.count(1)
_SOUND = "git fsck --strict && git lfs fsck && git status --porcelain"


class Work:
    """Of one film."""

    def __init__(self, stack: ContainerStack) -> None:
        self._stack = stack
        self.film_id = str(self.ask("POST", "/projects", json={"name": FILM})["id"])
        self._asked: list[str] = []

    def ask(self, method: str, path: str, port: int | None = None, **request: Any) -> Any:
        """The answer, as a client gets it that tries again until there is one."""
        answer = eventually(lambda: self.attempt(method, path, port, **request), seconds=90)
        assert answer
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def attempt(self, method: str, path: str, port: int | None = None, **request: Any) -> httpx.Response | None:
        """None while nobody answers, or only says to try again."""
        origin = f"http://localhost:{port or self._stack.backend_port}"
        try:
            answer = httpx.request(method, f"{origin}/api/v1{path}", timeout=30, **request)
        except httpx.TransportError:
            return None
        return None if answer.status_code == 503 else answer

    def submit(self, port: int | None = None) -> list[str]:
        wishes = [
            {"type": "text_to_image", "prompt": f"A lighthouse, {next(_numbers)}", "quality_preset": "draft"}
            for _ in range(_TOGETHER)
        ]
        once = {"Idempotency-Key": uuid.uuid4().hex}
        tasks = self.ask("POST", f"/projects/{self.film_id}/tasks/batch", port, json={"tasks": wishes}, headers=once)
        self._asked += [task["id"] for task in tasks]
        return [task["id"] for task in tasks]

    def begin(self) -> list[str]:
        """Tasks of which one at least is no longer waiting."""
        ids = self.submit()
        eventually(lambda: any(status != "pending" for status in self.statuses(ids)))
        return ids

    def statuses(self, ids: list[str]) -> list[str]:
        tasks = {task["id"]: task["status"] for task in self.ask("GET", f"/projects/{self.film_id}/tasks")}
        return [tasks[each] for each in ids]

    def proven_whole(self) -> None:
        """All that was ever asked for has ended once and well: one take and one commit each, in a sound repository."""
        eventually(lambda: ENDED.issuperset(self.statuses(self._asked)), seconds=90)
        assert set(self.statuses(self._asked)) == {"completed"}
        takes = self.ask("GET", f"/projects/{self.film_id}/takes")
        assert sorted(take["task_id"] for take in takes) == sorted(self._asked)
        eventually(lambda: self._commits_naming_each() == [1] * len(self._asked))
        eventually(lambda: self._in_film(_SOUND).rstrip().endswith("Git LFS fsck OK"))

    def _commits_naming_each(self) -> list[int]:
        messages = self._in_film("git log --format=%B%x00").split("\0")
        return [sum(each in message for message in messages) for each in self._asked]

    def _in_film(self, script: str) -> str:
        """Empty while the worker is just starting again."""
        try:
            return self._stack.inside("worker", "sh", "-c", script, folder=f"/workspace/{FILM}")
        except APIError:
            return ""
