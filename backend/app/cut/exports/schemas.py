from __future__ import annotations

from datetime import datetime

from pydantic import Field

from app.schemas import Body, Schema
from app.tasks.schemas import ExportFormat


class ExportWish(Body):
    """`height` in pixels and `burn_in`, which shows codes, timecode and dialogue, are for `mp4`."""

    format: ExportFormat
    height: int = Field(720, ge=64, le=2160)
    burn_in: bool = False


class Export(Schema):
    """A file in `06_Exports`; `size` in bytes."""

    id: str
    name: str
    format: str
    size: int
    created: datetime
    path: str
    url: str
