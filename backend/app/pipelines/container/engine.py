"""The container engine, by its SDK."""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import docker
from docker.errors import DockerException, ImageNotFound, NotFound
from requests.exceptions import RequestException

from app.pipelines.container.errors import RunnerError
from app.pipelines.container.messages import Lines, Message

_ANSWER_SECONDS = 30
_LAST_WORDS = 20  # lines


class Engine:
    """Every method raises `RunnerError` where the engine does not do it, `remove` excepted."""

    def __init__(self) -> None:
        self._client: Any = None

    def serves(self, image: str) -> frozenset[str]:
        """The types of tasks that an image says it makes, in its label `auteur.serves`; none while it is not there."""
        try:
            found = self._connected().images.get(image)
        except (ImageNotFound, RunnerError, DockerException, RequestException):
            return frozenset()
        return frozenset((found.labels.get("auteur.serves") or "").split())

    def start(self, image: str, options: dict[str, Any]) -> Any:
        """Returns the container, which runs; one that can't be started is not left behind."""
        container: Any = None
        try:
            container = self._connected().containers.create(image, **options)
            container.start()
        except (DockerException, RequestException) as error:
            if container:
                self.remove(container)
            raise RunnerError(f"The runner {image} can't be started: {error}") from error
        return container

    def labelled(self, label: str) -> Sequence[Any]:
        try:
            containers = self._connected().containers
            found: Sequence[Any] = containers.list(all=True, ignore_removed=True, filters={"label": label})
        except (DockerException, RequestException) as error:
            raise RunnerError(f"The container engine does not answer: {error}") from error
        return found

    def remove(self, container: Any) -> None:
        with suppress(NotFound, DockerException, RequestException):  # the next sweep finds it
            container.remove(force=True, v=True)

    def state(self, container: Any) -> dict[str, Any]:
        try:
            container.reload()
        except (DockerException, RequestException) as error:
            raise RunnerError(f"The runner was lost: {error}") from error
        state: dict[str, Any] = container.attrs["State"]
        return state

    def last_words(self, container: Any) -> str:
        with suppress(DockerException, RequestException):
            said: bytes = container.logs(stdout=False, stderr=True, tail=_LAST_WORDS)
            return said.decode(errors="replace").strip()
        return ""

    def _connected(self) -> Any:
        """Anew after a failure: an engine may be started later than a worker."""
        if self._client is None:
            try:
                self._client = docker.from_env(timeout=_ANSWER_SECONDS)
            except DockerException as error:
                raise RunnerError(f"No container engine answers: {error}") from error
        return self._client


class Voice:
    """What a container says, read in a thread: its stream has no time limit of its own."""

    def __init__(self, container: Any) -> None:
        self._container = container
        self._messages: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self.over = False
        threading.Thread(target=self._read, name="runner", daemon=True).start()

    def next(self, seconds: float) -> Message | None:
        try:
            message = self._messages.get(timeout=seconds)
        except queue.Empty:
            return None
        self.over = message is None
        return message

    def _read(self) -> None:
        lines = Lines()
        with suppress(DockerException, RequestException, OSError):
            for piece in self._container.logs(stream=True, follow=True, stdout=True, stderr=False):
                for message in lines.feed(piece):
                    self._messages.put(message)
        self._messages.put(None)
