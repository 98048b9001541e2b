from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.events.schemas import WorkspaceWide
from app.schemas import Schema
from app.tasks.line.schemas import Hold


class HeldData(Schema):
    reason: Hold = Field(description="Why it is held; it may be for several reasons at once.")
    held: bool = Field(description="From now on for this reason, or no longer.")


class QueueUpdated(WorkspaceWide):
    """The queue is held, or goes on."""

    type: Literal["queue.updated"]
    data: HeldData
