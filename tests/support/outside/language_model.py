"""A server on the loopback that answers as language models' servers do, or as badly as a test wants."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from app.config import Settings

Behaviour = Callable[["Request", dict[str, Any]], None]


class Request(BaseHTTPRequestHandler):
    """One question; a behaviour writes the answer."""

    def do_POST(self) -> None:
        server = cast("LanguageModel", self.server)
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.asked.append(asked)
        try:
            server.behaviour(self, asked)
        except ConnectionError:
            return  # who asked has gone

    def send(self, data: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(data)

    def say(self, text: str) -> None:
        self.send(json.dumps({"model": "stub", "choices": [{"message": {"content": text}}]}).encode())

    def propose(self, *changes: dict[str, Any], notes: tuple[str, ...] = ()) -> None:
        self.say(json.dumps({"notes": list(notes), "changes": list(changes)}))

    def log_message(self, *_: object) -> None:
        pass


class LanguageModel(ThreadingHTTPServer):
    """`asked` are the bodies of all questions."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.asked: list[dict[str, Any]] = []
        self.behaviour: Behaviour = lambda request, _: request.propose()
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def settings(self, seconds: float = 30.0, **others: Any) -> Settings:
        return Settings(auteur_llm_url=self.url, auteur_llm_seconds=seconds, **others)

    def close(self) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()


def film_of(asked: dict[str, Any]) -> dict[str, Any]:
    """What the question said of the film."""
    told: dict[str, Any] = json.loads(asked["messages"][1]["content"])["film"]
    return told
