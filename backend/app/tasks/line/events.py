from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.events.schemas import Envelope
from app.schemas import Schema
from app.tasks.line.schemas import Hold


class HeldData(Schema):
    reason: Hold = Field(description="Why the queue is held.")
    held: bool = Field(description="For this reason it is held from now on, or no longer.")


class QueueUpdated(Envelope):
    """The queue is held, or goes on."""

    type: Literal["queue.updated"]
    data: HeldData
