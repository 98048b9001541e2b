"""The base of everything that goes over the wire."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict


class Schema(BaseModel):
    """Outbound models declare no defaults, so that no field turns optional in the generated types."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Body(BaseModel):
    """Inbound: unknown fields are passed over, so that an older studio understands a newer client."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_max_length=20_000)


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


def now() -> datetime:
    return datetime.now(UTC)
