from __future__ import annotations

from typing import Literal

from app.events.schemas import Envelope
from app.schemas import Schema
from app.tasks.line.schemas import Hold


class HeldData(Schema):
    """For this reason the queue is held from now on, or no longer."""

    reason: Hold
    held: bool


class QueueUpdated(Envelope):
    type: Literal["queue.updated"]
    data: HeldData
