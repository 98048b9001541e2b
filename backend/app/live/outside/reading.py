"""What runners of others say on the channels, in the forms that they use: flat or with `data`, in older words too."""

from __future__ import annotations

import re
from typing import Any

from pydantic import AliasChoices, AliasPath, Field, ValidationError, field_validator
from pydantic_core import from_json

from app.errors import Invalid
from app.live.messages import Command
from app.schemas import Body
from app.tasks.schemas import ReportedError, Status, TaskReport

MAX_BYTES = 64 * 1024
_OURS = re.compile(rb'\{"id":"[0-9a-z]+-\d{1,15}",')  # as the log begins what it publishes
STATUS_OF = {
    "task.started": Status.PROCESSING,
    "task.progress": Status.PROCESSING,
    "task.completed": Status.COMPLETED,
    "task.success": Status.COMPLETED,
    "task.failed": Status.FAILED,
    "task.cancelled": Status.CANCELLED,
    "task.retrying": Status.PENDING,
}
_COMMANDS = {"execute_node": "node.execute", "cancel_task": "task.cancel"}
_PLACE = "/03_Renders/"


def is_ours(wire: bytes) -> bool:
    """An event of a log, or the empty wake-up of one that is gone."""
    return not wire or _OURS.match(wire) is not None


class Said(Body):
    """About a task."""

    task_id: str = Field(max_length=64)
    runner_id: str | None = Field(None, validation_alias=AliasChoices("runner_id", "worker_id"))
    progress: float | None = Field(
        None, validation_alias=AliasChoices(AliasPath("progress", "percentage"), "progress"), ge=0, le=100
    )
    description: str = Field(
        "",
        validation_alias=AliasChoices(AliasPath("progress", "step_description"), AliasPath("step", "description")),
    )
    output_path: str | None = Field(
        None, validation_alias=AliasChoices("output_path", AliasPath("result", "image_path"))
    )
    outputs: list[str] = Field(default_factory=list)
    error: ReportedError | None = None

    @field_validator("error", mode="before")
    @classmethod
    def _in_words(cls, value: Any) -> Any:
        return {"detail": value} if isinstance(value, str) else value

    def report(self, kind: str) -> TaskReport:
        told = self.model_dump(exclude={"task_id"}, exclude_none=True)
        told["outputs"] = [_among_renders(path) for path in self.outputs]
        if self.output_path is not None:
            told["output_path"] = _among_renders(self.output_path)
        return TaskReport.model_validate(told | {"status": STATUS_OF[kind]})


def read(wire: bytes) -> tuple[str, dict[str, Any]]:
    """The type of a message and what it says. Raises `Invalid`."""
    if len(wire) > MAX_BYTES:
        raise Invalid("It is too large.", code="too_large")
    try:
        said = from_json(wire)
    except ValueError as error:
        raise Invalid("It is not JSON.", code="unreadable") from error
    if not isinstance(said, dict) or not isinstance(said.get("type"), str):
        raise Invalid("It has no type.", code="unreadable")
    data = said.pop("data", None)
    return said["type"], said | data if isinstance(data, dict) else said


def as_report(kind: str, said: dict[str, Any]) -> tuple[str, TaskReport]:
    """The task that it is about, and what is said of it. Raises `Invalid`."""
    if kind not in STATUS_OF:
        raise Invalid(f"{kind} is not told by runners.", code="unsupported")
    try:
        found = Said.model_validate(said)
        return found.task_id, found.report(kind)
    except ValidationError as error:
        raise Invalid(_first(error), code="invalid") from error


def as_command(kind: str, said: dict[str, Any]) -> Command:
    """Raises `Invalid`."""
    try:
        return Command.model_validate(said | {"type": _COMMANDS.get(kind, kind)})
    except ValidationError as error:
        raise Invalid(_first(error), code="invalid") from error


def _among_renders(path: str) -> str:
    """A runner may see the workspace elsewhere: what counts is the place in the film."""
    before, found, after = path.rpartition(_PLACE)
    return f"{_PLACE[1:]}{after}" if found and before.startswith("/") else path


def _first(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return f"{'.'.join(map(str, found['loc']))}: {found['msg']}"
