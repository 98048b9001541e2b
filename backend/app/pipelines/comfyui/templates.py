"""Where workflows come from: the task's own function template, those shipped, those in the workspace's library."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import structlog
from pydantic import BaseModel, ValidationError

from app.pipelines.base import Context
from app.pipelines.comfyui.errors import Rejected
from app.pipelines.comfyui.workflow import Workflow

_SHIPPED = Path(__file__).with_name("workflows")
_LIBRARY = Path("Library/Pipeline_Templates")

log = structlog.get_logger()


class Template(BaseModel):
    """What this pipeline reads of a function template's file."""

    type: str
    comfyui: Workflow


class Templates:
    """Read anew each time: they are few, and people edit them."""

    def __init__(self, workspace: Path) -> None:
        self._folders = (_SHIPPED, workspace / _LIBRARY)

    @property
    def task_types(self) -> frozenset[str]:
        return frozenset(self._by_type())

    def of(self, context: Context) -> Workflow:
        """What the task's template says to us; without a word, the one for the task's type. Raises `Rejected`."""
        if context.template:
            try:
                return Workflow.model_validate(context.template)
            except ValidationError as error:
                raise Rejected(f"The task's template has no workflow that can be run: {_first(error)}.") from error
        known = self._by_type()
        if context.task_type not in known:
            raise Rejected(f"There is no workflow for {context.task_type}.")
        return known[context.task_type]

    def _by_type(self) -> dict[str, Workflow]:
        """The shipped before the library's, these in the order of their names."""
        found: dict[str, Workflow] = {}
        for template in (each for folder in self._folders for each in _read(folder)):
            found.setdefault(template.type, template.comfyui)
        return found


def _read(folder: Path) -> Iterator[Template]:
    for path in sorted(folder.glob("*.json")):
        try:
            told: Any = json.loads(path.read_bytes())
            if isinstance(told, dict) and "comfyui" in told:
                yield Template.model_validate(told)
        except (OSError, ValueError, RecursionError) as error:
            reason = _first(error) if isinstance(error, ValidationError) else str(error)
            log.warning("comfyui.template_unreadable", file=path.name, reason=reason)


def _first(error: ValidationError) -> str:
    told = error.errors()[0]
    return ": ".join(filter(None, (".".join(map(str, told["loc"])), told["msg"])))
