"""The part of JSON Schema (2020-12) that a template's inputs and outputs may use: what a form can show and what is
checked in bounded time. References and regular expressions are left out: they can make a check run without end, and a
remote one would fetch.

Besides the standard's words there are three of ours: `format: asset` is a string `asset://<id>` that names an asset of
the film, `accept` says of which media type it is, as HTML's inputs do: `image/*`, and with `words: true` it may as well
be described in plain words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

_BY_NAME: Final = frozenset({"properties"})
_LISTS: Final = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_SCHEMAS: Final = frozenset({"items", "additionalProperties", "not", "contains", "propertyNames"})
_VALUES: Final = frozenset(
    {
        *("type", "enum", "const", "default", "examples", "required", "minimum", "maximum", "exclusiveMinimum"),
        *("exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
        *("title", "description", "$comment", "$schema", "format", "accept", "words", "contentMediaType", "readOnly"),
    }
)


def usable(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema, of an object. Raises `ValueError`."""
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise ValueError(f"{'.'.join(map(str, error.absolute_path)) or 'the schema'}: {error.message}") from error
    if schema.get("type") != "object":
        raise ValueError("it must describe an object")
    if word := next(_unknown(schema), None):
        raise ValueError(f"“{word}” is no word of templates")
    return schema


def part(schema: Any, name: str | int) -> Any:
    """The schema of one property or item."""
    if not isinstance(schema, Mapping):
        return {}
    if isinstance(name, int):
        return schema.get("items", {})
    return schema.get("properties", {}).get(name, schema.get("additionalProperties", {}))


def _unknown(schema: Any) -> Iterator[str]:
    for word, value in schema.items() if isinstance(schema, Mapping) else ():
        if word in _BY_NAME:
            inner = list(value.values())
        elif word in _LISTS:
            inner = value
        elif word in _SCHEMAS:
            inner = [value]
        else:
            inner = []
            if word not in _VALUES:
                yield word
        for each in inner:
            yield from _unknown(each)
