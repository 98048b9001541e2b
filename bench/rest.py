"""REST over one kept connection. The standard library's client adds the least to what is measured."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from typing import Any

API = "/api/v1"


class Refused(Exception):
    """The studio answered with an error."""


class Rest:
    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str) -> Any:
        return self._ask("GET", path, None)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        return self._ask("POST", path, json.dumps(body))

    def make_film(self, name: str, quality: str = "draft") -> str:
        """The new film's id."""
        return str(self.post(f"{API}/projects", {"name": name, "quality": quality})["id"])

    def submit(self, film_id: str, prompt: str, **wishes: Any) -> str:
        """The new task's id."""
        body = {"type": "text_to_image", "prompt": prompt, **wishes}
        return str(self.post(f"{API}/projects/{film_id}/tasks", body)["id"])

    def _ask(self, method: str, path: str, body: str | None) -> Any:
        self._connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.status >= 400:
            raise Refused(f"{method} {path}: {answer.status} {text[:300]!r}")
        return json.loads(text)
