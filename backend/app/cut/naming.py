"""What a clip is called outside of the studio: `SC003_SH010_T002_1a2b3c4d`, with the beginning of its take's id.

Every editing program keeps the name of a clip, whatever else it drops: by it a cut that comes back is known again.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from app.cut.schemas import CutClip
from app.takes.schemas import Take

_ID_LENGTH = 8
_NAME = re.compile(r"(?P<scene>SC\d+[A-Z]*)_(?P<shot>SH\d+[A-Z]*)(?:_T(?P<number>\d+)_(?P<take>[0-9a-f]{8}))?")
_CARD = re.compile(r"CARD_(?P<id>[A-Za-z0-9-]+)")


class Named(NamedTuple):
    """What a name says: `code` as clips have it, and how the id of the take begins."""

    code: str
    take: str


def clip_name(clip: CutClip, take: Take | None) -> str:
    if clip.kind == "card":
        return f"CARD_{clip.id}"
    codes = clip.code.replace(" · ", "_")
    return codes if take is None else f"{codes}_T{take.take_number or 0:03d}_{short(take.id)}"


def read(name: str) -> Named | None:
    """None for what was not named here."""
    found = _NAME.search(name)
    return Named(f"{found['scene']} · {found['shot']}", found["take"] or "") if found else None


def card(name: str) -> str | None:
    """The id of the clip that a card is."""
    found = _CARD.search(name)
    return found["id"] if found else None


def short(take_id: str) -> str:
    return take_id[:_ID_LENGTH]
