from __future__ import annotations

from typing import Literal

from app.events.schemas import Envelope
from app.schemas import Schema


class TakeData(Schema):
    take_id: str
    shot_id: str | None
    take_number: int | None
    path: str


class TakeCreated(Envelope):
    type: Literal["take.created"]
    data: TakeData


class TakeSelected(Envelope):
    type: Literal["take.selected"]
    data: TakeData


class TakeUpdated(Envelope):
    type: Literal["take.updated"]
    data: TakeData
