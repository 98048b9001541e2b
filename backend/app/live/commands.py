"""What a client may say on its socket. It calls the same code as REST and is answered in kind."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from app.errors import AuteurError, Invalid, NotFound
from app.live.client import Client, Filter
from app.live.messages import Ack, AckData, Command, Pong, PongData, SocketError, SocketErrorData, Told
from app.projects.store import Films
from app.schemas import now
from app.tasks.schemas import Task, TaskCreate
from app.tasks.service import Tasks

_NODE_TYPES = {"textToImage": "text_to_image", "text-to-image": "text_to_image", "text_to_image": "text_to_image"}


class Commands:
    """The commands of one socket; `film_id` None is the workspace's, which can only ping and narrow."""

    def __init__(self, client: Client, film_id: str | None, films: Films, tasks: Tasks) -> None:
        self._client = client
        self._film_id = film_id
        self._films = films
        self._tasks = tasks

    def answer(self, frame: str) -> Told:
        """The answer to any frame whatsoever; blocking, for a thread."""
        try:
            command = Command.model_validate_json(frame)
        except ValidationError as error:
            return self._error(None, "unreadable", _first(error))
        try:
            return self._obey(command)
        except AuteurError as error:
            return self._error(command.ref, error.code, error.detail)
        except ValidationError as error:
            return self._error(command.ref, "invalid", _first(error))

    def refuse_one_too_many(self, rate: float) -> Told:
        return self._error(
            None, "too_many_messages", f"At most {rate:.0f} messages a second; this one was passed over."
        )

    def _obey(self, command: Command) -> Told:
        match command.type:
            case "ping":
                return Pong(type="pong", project_id=self._film_id, timestamp=now(), data=PongData(ref=command.ref))
            case "subscribe":
                self._client.filter = Filter(_set(command.task_ids), _set(command.types))
                return self._ack(command, None)
            case "task.cancel":
                return self._ack(command, self._cancel(command))
            case _:
                return self._ack(command, self._submit(command))

    def _submit(self, command: Command) -> Task:
        if self._film_id is None:
            raise Invalid("This socket follows no project; generate on a project's socket.", code="no_project")
        wanted = dict(command.parameters)
        prompt = wanted.pop("prompt", "")
        quality = wanted.pop("quality_preset", None)
        kind = _NODE_TYPES.get(command.node_type or "text_to_image", command.node_type)
        asked: dict[str, Any] = {
            "type": kind,
            "prompt": prompt,
            "node_id": command.node_id,
            "quality_preset": quality,
            "parameters": wanted,
        }
        return self._tasks.submit(self._films.get(self._film_id), TaskCreate.model_validate(asked))

    def _cancel(self, command: Command) -> Task:
        if command.task_id is None:
            raise Invalid("A task_id is required.", field="task_id", code="task_id_required")
        if self._tasks.get(command.task_id).project_id != self._film_id:
            raise NotFound("There is no task with this id in this project.", code="task_not_found")
        return self._tasks.cancel(command.task_id)

    def _ack(self, command: Command, task: Task | None) -> Ack:
        data = AckData(ref=command.ref, task_id=task.id if task else None)
        return Ack(type="ack", project_id=self._film_id, timestamp=now(), data=data)

    def _error(self, ref: str | None, code: str, detail: str) -> SocketError:
        data = SocketErrorData(ref=ref, code=code, detail=detail)
        return SocketError(type="error", project_id=self._film_id, timestamp=now(), data=data)


def _set(values: list[str] | None) -> frozenset[str] | None:
    return None if values is None else frozenset(values)


def _first(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in found["loc"])
    return f"{where}: {found['msg']}" if where else str(found["msg"])
