"""The envelope of every event. Each domain declares its own beside its schemas; `app.live.vocabulary` unites them."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import get_args

from app.schemas import Schema


class Envelope(Schema):
    """`id` is `<epoch>-<seq>`; `project_id` is None for workspace-wide events."""

    id: str
    project_id: str | None
    timestamp: datetime

    @classmethod
    @cache
    def name(cls) -> str:
        """The `type` on the wire."""
        return str(get_args(cls.model_fields["type"].annotation)[0])


class WorkspaceWide(Envelope):
    """In the workspace's log, for everyone; `data` names the project."""

    project_id: None
