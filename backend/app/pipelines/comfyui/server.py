"""One ComfyUI server over HTTP. The shapes are those of its `server.py` and `execution.py`, 0.3.64 to 0.38.1; of older
ones, which name their jobs themselves, the job's client tells which is ours.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

from app.pipelines.comfyui.errors import Away, Rejected, Unsent
from app.pipelines.comfyui.reasons import why_rejected
from app.pipelines.comfyui.states import Item, Nowhere, Queue, State, Ticket, Underway, found

# Short enough that a cancelled task never waits long for a server that is silent.
TIMEOUT = httpx.Timeout(8.0, connect=2.0)
_ANSWER_BYTES = 64 * 2**20
_FILE_BYTES = 2**30
_FILE_SECONDS = 120.0
_UPLOADS = "auteur"  # the folder among the server's inputs
_LATEST = 32  # jobs of the history that are looked through

Graph = dict[str, dict[str, Any]]


class Server:
    """Every method raises `Away` when the server does not answer, or not as ComfyUI does."""

    def __init__(self, url: str, http: httpx.Client) -> None:
        self.url = url
        self.name = httpx.URL(url).netloc.decode()  # without what a password may stand in
        self._http = http

    def submit(self, ticket: Ticket, graph: Graph) -> Ticket:
        """As the server knows it. Raises `Rejected`."""
        wish = {"prompt": graph, "client_id": ticket.client, "prompt_id": ticket.id}
        wish["extra_data"] = {"preview_method": "auto"}  # for servers started without; 0.3.75 does not know it
        status, answer = self._json("POST", "/prompt", json=wish)
        errors = answer.get("node_errors")
        if status >= 400 and "error" not in answer:
            raise Away(f"{self.name} answers /prompt with {status}")
        taken = Ticket(self.url, str(answer.get("prompt_id", ticket.id)), ticket.client)
        if status == 200 and errors:
            self.withdraw(taken)  # it would run what is left of the workflow
        if status != 200 or errors:
            raise Rejected(f"{self.name} refuses the workflow: {why_rejected(graph, answer)}")
        return taken

    def look(self, ticket: Ticket) -> State:
        """The queue is asked first: in the other order, what just ends could be in neither."""
        queue = self.queue()
        ahead = queue.ahead_of(ticket)
        if ahead is not None or queue.runs(ticket):
            return Underway(ahead, queue)
        for path in (f"/history/{ticket.id}", f"/history?max_items={_LATEST}"):
            _, history = self._json("GET", path)
            if ended := found(history, ticket):
                return ended
        return Nowhere()

    def queue(self) -> Queue:
        status, answer = self._json("GET", "/queue")
        try:
            running, pending = (
                tuple(Item.read(item) for item in sorted(answer[part])) for part in ("queue_running", "queue_pending")
            )
        except (KeyError, IndexError, TypeError, AttributeError) as error:
            raise Away(f"{self.name} answers /queue with {status}, but not as ComfyUI does") from error
        return Queue(running, pending)

    def withdraw(self, ticket: Ticket) -> None:
        """Whether it waits or runs; no other's job is touched."""
        self._json("POST", "/queue", json={"delete": [item.id for item in self.queue().of(ticket)]})
        for running in self.queue().of(ticket):
            self._json("POST", "/interrupt", json={"prompt_id": running.id})

    def choices(self, node: str, value: str) -> list[str]:
        """What a node of this class takes for one of its inputs, e.g. the checkpoints that are there."""
        _, answer = self._json("GET", f"/object_info/{node}")
        try:
            told = answer[node]["input"]["required"][value]
            found = told[1]["options"] if told[0] == "COMBO" else told[0]
            return [str(choice) for choice in found]
        except (KeyError, IndexError, TypeError) as error:
            raise Rejected(f"{self.name} has no node {node} with a {value}") from error

    def digest(self, folder: str, name: str) -> str:
        """SHA-256 of the tensors, where the weights' own header tells it (modelspec 1.0.1); empty where it does not."""
        status, body = self._ask("GET", f"/view_metadata/{folder}", _ANSWER_BYTES, params={"filename": name})
        if status != 200:
            return ""
        try:
            told = json.loads(body)["modelspec.hash_sha256"]
        except (ValueError, RecursionError, KeyError, TypeError):
            return ""
        return str(told).removeprefix("0x").lower()

    def upload(self, picture: Path) -> str:
        """The name by which `LoadImage` finds it; the same picture has the same name. Raises `Rejected`."""
        data = picture.read_bytes()
        name = f"{hashlib.sha256(data).hexdigest()}{picture.suffix.lower()}"
        form = {"overwrite": "true", "type": "input", "subfolder": _UPLOADS}
        path = "/upload/image"
        status, body = self._ask("POST", path, _ANSWER_BYTES, files={"image": (name, data)}, data=form)
        if 400 <= status < 500:  # in words or none at all
            raise Rejected(f"{self.name} does not take a picture of {len(data)} bytes: it answers {path} with {status}")
        answer = self._read(path, status, body)
        if "name" not in answer:
            raise Away(f"{self.name} answers {path} with {status}, but not as ComfyUI does")
        return "/".join(filter(None, (answer.get("subfolder", ""), str(answer["name"]))))

    def fetch(self, output: Mapping[str, Any]) -> tuple[int, bytes]:
        """The status and the file behind an output of the history."""
        query = {key: str(output.get(key, "")) for key in ("filename", "subfolder", "type")}
        return self._ask("GET", "/view", _FILE_BYTES, params=query)

    def _json(self, method: str, path: str, **request: Any) -> tuple[int, dict[str, Any]]:
        status, body = self._ask(method, path, _ANSWER_BYTES, **request)
        return status, self._read(path, status, body)

    def _read(self, path: str, status: int, body: bytes) -> dict[str, Any]:
        if not body and status == 200:
            return {}
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise Away(f"{self.name} answers {path} with {status} and no JSON") from error
        if status >= 500 or not isinstance(answer, dict):
            raise Away(f"{self.name} answers {path} with {status}")
        return answer

    def _ask(self, method: str, path: str, most: int, **request: Any) -> tuple[int, bytes]:
        deadline = time.monotonic() + _FILE_SECONDS
        body = bytearray()
        try:
            with self._http.stream(method, self.url + path, **request) as answer:
                for piece in answer.iter_bytes():
                    body += piece
                    if len(body) > most or time.monotonic() > deadline:
                        raise Away(f"{self.name} sends more than can be taken for {path}")
                return answer.status_code, bytes(body)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise Unsent(f"{self.name} can't be reached: {error or 'no connection in time'}") from error
        except httpx.TimeoutException as error:
            raise Away(f"{self.name} gives no answer to {path} in time") from error
        except httpx.HTTPError as error:
            raise Away(f"{self.name} breaks off its answer to {path}: {error}") from error
