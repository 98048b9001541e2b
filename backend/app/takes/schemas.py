from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from app.schemas import Body, Identifier, Schema

OutputName = Annotated[str, Field(max_length=255, pattern=r"^[^./\\\x00][^/\\\x00]*$")]


class TakeRecord(Schema):
    """Everything needed to make the take again. It lies beside the media as JSON and travels inside it."""

    id: Identifier
    task_id: Identifier
    task_type: str
    template_id: str | None
    template_sha256: str | None = None
    prompt: str
    parameters: dict[str, Any]
    seed: int
    quality_preset: str
    pipeline: str
    pipeline_version: str
    fallback_from: str | None
    models: list[dict[str, str]]
    character_ids: list[str]
    sources: dict[str, str]
    runner_id: str
    parent_take: str | None
    shot_id: str | None
    node_id: str | None
    take_number: int | None
    outputs: list[OutputName]
    created: datetime
    duration: float
    length: float | None = Field(None, description="Seconds that it plays; None for a still.")
    chosen: bool
    rating: int | None
    note: str
    deleted: datetime | None = None


class TakePatch(Body):
    rating: int | None = Field(None, ge=1, le=5)
    note: str = Field("", max_length=5000)
    chosen: bool | None = None


class Take(TakeRecord):
    """A take as told to clients. `path` and the URLs are of its first output. It is `stale` when its shot, or its scene
    in the screenplay, has other words now than those it was made from; it stays as usable as it was."""

    project_id: str
    stale: bool
    path: str
    url: str
    thumbnail_url: str
