"""Inputs held against a template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, validators
from jsonschema.exceptions import ValidationError, best_match
from referencing import Registry

from app.errors import Invalid
from app.functions.references import is_reference
from app.functions.schemas import Template
from app.tasks.schemas import ASSET

_FORMATS = FormatChecker(formats=())
_FORMATS.checks("asset")(lambda value: not isinstance(value, str) or is_reference(value))


def _format(validator: Any, wanted: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    """As the standard has it, but for words in place of an asset."""
    if not schema.get("words") or str(value).startswith(ASSET):
        yield from Draft202012Validator.VALIDATORS["format"](validator, wanted, value, schema)


_VALIDATOR = validators.extend(Draft202012Validator, {"format": _format})  # type: ignore[no-untyped-call]
_NOWHERE: Registry[Any] = Registry()

_SAID: dict[str, Callable[[Any], str]] = {
    "required": lambda _: "is required",
    "additionalProperties": lambda _: "is no input of this template",
    "type": lambda wanted: f"must be {_a(wanted)}",
    "enum": lambda wanted: f"must be one of {_listed(wanted)}",
    "const": lambda wanted: f"must be {wanted}",
    "minimum": lambda wanted: f"must be at least {wanted}",
    "maximum": lambda wanted: f"must be at most {wanted}",
    "exclusiveMinimum": lambda wanted: f"must be more than {wanted}",
    "exclusiveMaximum": lambda wanted: f"must be less than {wanted}",
    "minLength": lambda wanted: "is required" if wanted == 1 else f"must have at least {wanted} characters",
    "maxLength": lambda wanted: f"must have at most {wanted} characters",
    "minItems": lambda wanted: f"must have at least {wanted} entries",
    "maxItems": lambda wanted: f"must have at most {wanted} entries",
    "format": lambda _: "must name an asset of the film: asset://<id>",
}


def checked(template: Template, inputs: Mapping[str, Any], named: Callable[[str], str]) -> dict[str, Any]:
    """With the template's defaults where nothing is said. Raises `Invalid`; `named` makes the name of a field in the
    request from its path in the inputs."""
    whole = _defaults(template.inputs) | dict(inputs)
    validator = _VALIDATOR(template.inputs, format_checker=_FORMATS, registry=_NOWHERE)
    if error := best_match(validator.iter_errors(whole)):
        field = named(".".join(_path(error)))
        raise Invalid(f"Invalid input: {field} {_sentence(error)}.", field=field, code="input_invalid")
    return whole


def _defaults(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {name: each["default"] for name, each in schema.get("properties", {}).items() if "default" in each}


def _path(error: ValidationError) -> Iterator[str]:
    """Of the field itself: these two are told of what is around it."""
    schema: Any = error.schema
    instance: Any = error.instance
    yield from map(str, error.absolute_path)
    if error.validator == "required":
        yield next(name for name in schema["required"] if name not in instance)
    if error.validator == "additionalProperties" and schema["additionalProperties"] is False:
        yield next(name for name in instance if name not in schema.get("properties", {}))


def _sentence(error: ValidationError) -> str:
    said = _SAID.get(str(error.validator))
    return said(error.validator_value) if said else f"does not fit “{error.validator}” of this template"


def _a(wanted: str | list[str]) -> str:
    kinds = [wanted] if isinstance(wanted, str) else wanted
    return " or ".join(f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}" for kind in kinds)


def _listed(wanted: Iterable[Any]) -> str:
    return ", ".join(map(str, wanted))
