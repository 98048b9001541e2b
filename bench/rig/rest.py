"""REST over one kept connection. The standard library's client adds the least to what is measured."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from http.client import HTTPConnection, HTTPMessage
from types import MappingProxyType
from typing import Any

API = "/api/v1"
_IDLE_SECONDS = 2.0  # the studio's server closes what is idle for five
_LOOK_SECONDS = 0.05
_TASK_SECONDS = 300
_PLAIN: Mapping[str, str] = MappingProxyType({})


class Refused(Exception):
    """The studio answered with an error."""


class Rest:
    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=600)
        self._used = 0.0

    def get(self, path: str) -> Any:
        return json.loads(self.fetch(path))

    def fetch(self, path: str) -> bytes:
        """The answer as it is."""
        return self.ask("GET", path)[1]

    def post(self, path: str, body: dict[str, Any]) -> Any:
        return self._send("POST", path, body)

    def patch(self, path: str, body: dict[str, Any]) -> Any:
        return self._send("PATCH", path, body)

    def make_film(self, name: str, quality: str = "draft") -> str:
        """The new film's id."""
        return str(self.post(f"{API}/projects", {"name": name, "quality": quality})["id"])

    def submit(self, film_id: str, prompt: str, **wishes: Any) -> str:
        """The new task's id."""
        body = {"type": "text_to_image", "prompt": prompt, **wishes}
        return str(self.post(f"{API}/projects/{film_id}/tasks", body)["id"])

    def submit_batch(self, film_id: str, count: int) -> None:
        """So many tasks in one request."""
        tasks = [{"type": "text_to_image", "prompt": f"Nothing at all, {number}"} for number in range(count)]
        self.post(f"{API}/projects/{film_id}/tasks/batch", {"tasks": tasks})

    def ended(self, task_id: str) -> Any:
        """The task, once it is completed. Raises `RuntimeError` when it ends otherwise, `TimeoutError`."""
        deadline = time.monotonic() + _TASK_SECONDS
        while (task := self.get(f"{API}/tasks/{task_id}"))["status"] in {"pending", "processing"}:
            if time.monotonic() > deadline:
                raise TimeoutError(f"task {task_id} did not end")
            time.sleep(_LOOK_SECONDS)
        if task["status"] != "completed":
            raise RuntimeError(f"task {task_id} {task['status']}: {task['error']}")
        return task

    def ask(
        self, method: str, path: str, body: str | Iterable[bytes] | None = None, headers: Mapping[str, str] = _PLAIN
    ) -> tuple[HTTPMessage, bytes]:
        """Headers and body of the answer. Raises `Refused`."""
        if time.monotonic() - self._used > _IDLE_SECONDS:
            self._connection.close()
        self._connection.request(method, path, body, dict(headers))
        answer = self._connection.getresponse()
        text = answer.read()
        self._used = time.monotonic()
        if answer.status >= 400:
            raise Refused(f"{method} {path}: {answer.status} {text[:300]!r}")
        return answer.headers, text

    def put_over(self, path: str, body: dict[str, Any]) -> None:
        """In place of whatever is there."""
        there, _ = self.ask("GET", path)
        self.ask("PUT", path, json.dumps(body), {"Content-Type": "application/json", "If-Match": there["ETag"]})

    def _send(self, method: str, path: str, body: dict[str, Any]) -> Any:
        return json.loads(self.ask(method, path, json.dumps(body), {"Content-Type": "application/json"})[1])
