from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.events.schemas import Envelope
from app.schemas import Schema


class CutData(Schema):
    clips: int = Field(description="How many clips it has now.")
    edited: bool = Field(description="False when it follows the story again.")


class CutUpdated(Envelope):
    """The cut was edited by hand; what follows from story and takes is told by their events."""

    type: Literal["cut.updated"]
    data: CutData
