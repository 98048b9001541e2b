from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.events.schemas import Envelope
from app.schemas import Schema


class TakeData(Schema):
    take_id: str = Field(description="The take; its record is at `/takes/{take_id}`.")
    shot_id: str | None = Field(description="The shot that it is of, if of one.")
    take_number: int | None = Field(description="Its number in the shot.")
    path: str = Field(description="`<folder of the film>/03_Renders/…`.")


class TakeCreated(Envelope):
    """A task has left a take."""

    type: Literal["take.created"]
    data: TakeData


class TakeSelected(Envelope):
    """A take is now the chosen one of its shot, and no other."""

    type: Literal["take.selected"]
    data: TakeData


class TakeUpdated(Envelope):
    """A take has another rating or note."""

    type: Literal["take.updated"]
    data: TakeData
