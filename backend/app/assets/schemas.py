from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from pydantic import Field

from app.files.names import fold
from app.projects.layout import AssetType
from app.schemas import Body, Identifier, Schema


class AssetStatus(StrEnum):
    PROCESSING = "processing"
    READY = "ready"
    FAILED = "failed"


class AssetRecord(Schema):
    """What lies beside an asset's file; `path` is relative to the project, times are UTC."""

    id: Identifier
    name: str
    path: str
    asset_type: AssetType
    size: int
    mime: str
    sha256: str | None
    status: AssetStatus
    reason: str | None
    metadata: dict[str, Any]
    created: datetime


class AssetPatch(Body):
    name: str | None = Field(None, min_length=1, max_length=200)
    asset_type: AssetType | None = None


class Asset(AssetRecord):
    """An asset as told to clients; `path` begins with the project's folder. Sizes are bytes."""

    project_id: str
    url: str
    thumbnail_url: str | None

    @cached_property
    def text(self) -> str:
        """What a search looks through."""
        return fold(f"{self.name} {self.asset_type} {self.mime} {self.metadata}")
