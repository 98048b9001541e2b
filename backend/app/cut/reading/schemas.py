from __future__ import annotations

from typing import Literal

from app.schemas import Schema


class Played(Schema):
    """Where something plays in a cut, in frames of ours; `start` is the first frame of its take that shows."""

    at: int
    start: int
    frames: int


class CutChange(Schema):
    """A clip that plays otherwise in the other cut: `before` here, `after` there; None where it does not play.
    `moved` is another place in the order, `retimed` another length or beginning, `retaken` another take of the shot."""

    kind: Literal["added", "removed", "moved", "retimed", "retaken"]
    name: str
    code: str
    clip_id: str | None
    shot_id: str | None
    before: Played | None
    after: Played | None


class CutReport(Schema):
    """How another cut differs from ours. Nothing has been changed."""

    name: str
    clips: int
    frames: int
    frames_here: int
    unchanged: int
    changes: list[CutChange]
