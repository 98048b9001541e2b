"""Between a function's inputs and a task's wishes: `prompt`, `character_ids` and `quality` have fields of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from app.errors import Invalid
from app.functions import references
from app.functions.checking import checked
from app.functions.schemas import FunctionCreate, Inputs, Template
from app.projects.film import Film
from app.tasks.schemas import TaskCreate

_OWN = ("prompt", "character_ids")
_INPUTS: TypeAdapter[dict[str, Any]] = TypeAdapter(Inputs)


def wish(template: Template, film: Film, wanted: FunctionCreate) -> TaskCreate:
    """Raises `Invalid`, naming the path in `inputs`."""
    inputs = _fitting(template, film, wanted.inputs, lambda path: f"inputs.{path}")
    quality = wanted.quality or inputs.pop("quality", None)
    own = {name: inputs.pop(name) for name in _OWN if name in inputs}
    body = {
        **own,
        "prompt": own.get("prompt", ""),
        "type": template.type,
        "node_id": wanted.canvas_node_id,
        "shot_id": wanted.shot_id,
        "quality_preset": quality,
        "parameters": inputs,
        "template_id": template.id,
    }
    try:
        return TaskCreate.model_validate(body)
    except ValidationError as error:
        raise _refused(error, "inputs", without="parameters") from error


def untemplated(film: Film, wanted: TaskCreate) -> dict[str, Any]:
    """The parameters of a task that names no template. Raises `Invalid`."""
    own = wanted.parameters.known()
    references.check(film, {}, own, lambda path: f"parameters.{path}")
    return own


def parameters(template: Template, film: Film, wanted: TaskCreate) -> dict[str, Any]:
    """Of a task that names the template. Raises `Invalid`."""
    if wanted.type != template.type:
        detail = f"The template {template.id} makes a task of type {template.type}."
        raise Invalid(detail, field="type", code="template_type")
    own = {name: value for name in _OWN if (value := getattr(wanted, name))}
    try:
        inputs = _INPUTS.validate_python({**wanted.parameters.named(), **own})
    except ValidationError as error:
        raise _refused(error, "parameters") from error
    whole = _fitting(template, film, inputs, lambda path: path if path in own else f"parameters.{path}")
    return {name: value for name, value in whole.items() if name not in {*_OWN, "quality"}}


def _fitting(template: Template, film: Film, inputs: Mapping[str, Any], named: Callable[[str], str]) -> dict[str, Any]:
    whole = checked(template, inputs, named)
    references.check(film, template.inputs, whole, named)
    return whole


def _refused(error: ValidationError, within: str, *, without: str = "") -> Invalid:
    first = error.errors()[0]
    path = [str(part) for part in first["loc"] if part != without]
    field = ".".join([within, *path])
    return Invalid(f"Invalid input: {field}: {first['msg']}.", field=field, code="input_invalid")
