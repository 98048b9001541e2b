"""Moods as movements of brows, lids and mouth, after the action units of Ekman and Friesen."""

from __future__ import annotations

from dataclasses import dataclass

from app.pipelines.storyboard.brief.model import Mood


@dataclass(frozen=True)
class Expression:
    """In head heights, except `lids` (1 is open as usual)."""

    brow_inner: float = 0.0
    brow_outer: float = 0.0
    lids: float = 1.0
    lower_lid: float = 0.0
    corner: float = 0.0
    wide: float = 1.0
    open: float = 0.0
    frown: bool = False
    cheek: bool = False
    tears: bool = False


EXPRESSIONS: dict[Mood, Expression] = {
    Mood.NEUTRAL: Expression(),
    Mood.HAPPY: Expression(0.012, 0.012, 0.82, 0.02, 0.05, 1.22, 0.038, cheek=True),
    Mood.SAD: Expression(0.05, -0.018, 0.66, 0.0, -0.036, 0.92, frown=True, tears=True),
    Mood.ANGRY: Expression(-0.052, 0.03, 0.78, 0.016, -0.03, 1.06, 0.024, frown=True),
    Mood.SURPRISED: Expression(0.06, 0.066, 1.42, -0.008, -0.004, 0.74, 0.1),
    Mood.AFRAID: Expression(0.066, 0.018, 1.34, 0.0, -0.024, 1.06, 0.05, frown=True),
    Mood.DETERMINED: Expression(-0.03, 0.006, 0.74, 0.014, -0.012, 0.96),
    Mood.TIRED: Expression(0.008, -0.012, 0.42, 0.004, -0.018, 0.95),
}
