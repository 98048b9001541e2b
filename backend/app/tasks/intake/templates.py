"""What tasks want to know of function templates, which are declared above them."""

from __future__ import annotations

from typing import Any, Protocol

from app.errors import NotFound
from app.projects.film import Film
from app.tasks.schemas import TaskCreate


class Templates(Protocol):
    def parameters(self, film: Film, wanted: TaskCreate) -> dict[str, Any]:
        """Of a task: checked by its template where it names one. Raises `Invalid`, `NotFound`."""
        ...

    def pipelines(self, template_id: str | None) -> frozenset[str] | None:
        """The pipelines that may make such a task; None when any may that serves its type."""
        ...


class NoTemplates:
    """Of a studio without any."""

    def parameters(self, film: Film, wanted: TaskCreate) -> dict[str, Any]:  # noqa: ARG002
        if wanted.template_id is None:
            return wanted.parameters.known()
        raise NotFound("There is no function template with this id.", code="template_not_found")

    def pipelines(self, template_id: str | None) -> frozenset[str] | None:
        return None if template_id is None else frozenset()
