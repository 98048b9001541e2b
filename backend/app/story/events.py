from __future__ import annotations

from typing import Literal

from app.events.schemas import Envelope
from app.schemas import Schema
from app.story.schemas import Kind


class StoryData(Schema):
    element: str
    kind: Kind
    change: Literal["added", "changed", "removed", "moved"]


class StoryUpdated(Envelope):
    type: Literal["story.updated"]
    data: StoryData
