"""The base of everything that goes over the wire."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


class Schema(BaseModel):
    """Outbound models declare no defaults, so that no field turns optional in the generated types."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @cached_property
    def wire(self) -> bytes:
        """As JSON, encoded once: lists tell the same thousands of values again and again."""
        return self.__pydantic_serializer__.to_json(self)

    def __copy__(self) -> Self:
        """Without what was computed from the fields: pydantic would take it into a changed copy."""
        copied = super().__copy__()
        for computed in copied.__dict__.keys() - self.__pydantic_fields__.keys():
            del copied.__dict__[computed]
        return copied


class Body(BaseModel):
    """Inbound: unknown fields are passed over, so that an older studio understands a newer client."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_max_length=20_000)


MAX_DEPTH = 64


def _storable(value: dict[str, Any]) -> dict[str, Any]:
    """Refuses what a reader of JSON could not read back: NaN, halves of surrogate pairs, nesting without end."""
    if _deeper_than(MAX_DEPTH, value):
        raise ValueError(f"nested more than {MAX_DEPTH} levels deep")
    json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    return value


def _deeper_than(levels: int, value: Any) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(levels == 0 or _deeper_than(levels - 1, each) for each in inner)


Data = Annotated[dict[str, Any], AfterValidator(_storable)]


# Of what lies on disk under a name made from it: a film is copied in from anyone.
Identifier = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9-]+$")]


class FieldProblem(Schema):
    field: str
    message: str


class Problem(Schema):
    """RFC 9457; `detail` is a sentence that a person can act on."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldProblem]


PROBLEM_TYPE = "application/problem+json"


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may answer with these errors."""
    return {s: {"model": Problem, "content": {PROBLEM_TYPE: {}}, "description": "Problem"} for s in statuses}


def etag(*elements: Schema) -> str:
    """Changes with any of their fields (RFC 9110, strong)."""
    digest = hashlib.sha256()
    for element in elements:
        digest.update(element.wire)
    return f'"{digest.hexdigest()[:24]}"'


def now() -> datetime:
    return datetime.now(UTC)
