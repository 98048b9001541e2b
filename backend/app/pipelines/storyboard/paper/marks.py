"""One mark on the sheet, and the point of refinement from which it is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import skia


class Phase(Enum):
    """Spans of the refinement axis 0..1, in the order an artist works."""

    ROUGH = (0.0, 0.26)
    LINE = (0.26, 0.5)
    TONE = (0.5, 0.7)
    FINISH = (0.7, 0.86)
    ACCENT = (0.86, 1.0)

    def at(self, share: float) -> float:
        start, end = self.value
        return float(start + (end - start) * share)


@dataclass(frozen=True, slots=True)
class Mark:
    path: skia.Path
    paint: skia.Paint
    phase: Phase
    clip: skia.Path | None = None

    def draw(self, canvas: skia.Canvas) -> None:
        if self.clip is None:
            canvas.drawPath(self.path, self.paint)
            return
        canvas.save()
        canvas.clipPath(self.clip, skia.ClipOp.kIntersect, True)
        canvas.drawPath(self.path, self.paint)
        canvas.restore()


def present(marks: Sequence[Mark], refinement: float) -> Iterator[Mark]:
    """The marks that are there at `refinement`, in painter's order."""
    count = max(1, len(marks))
    spans = {phase: (phase.at(0), phase.at(1) - phase.at(0)) for phase in Phase}
    for index, mark in enumerate(marks):
        start, span = spans[mark.phase]
        if start <= refinement and start + span * _turn(mark.phase, index, count) <= refinement:
            yield mark


def _turn(phase: Phase, index: int, count: int) -> float:
    """When in its phase a mark is made: lines and tones from far to near, detail all over the sheet at once."""
    scattered = phase in DETAIL
    return index * 0.6180339887 % 1.0 if scattered else index / count


DETAIL = (Phase.FINISH, Phase.ACCENT)
