"""What a measurement hands over, and the statistics it is made of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    AT_MOST = "≤"
    AT_LEAST = "≥"


@dataclass(frozen=True)
class Bound:
    """A limit in the figure's unit; `told` is how the contract words it."""

    side: Side
    value: float
    told: str

    def holds(self, figure: float) -> bool:
        return figure <= self.value if self.side is Side.AT_MOST else figure >= self.value


@dataclass(frozen=True)
class Row:
    """One figure beside its peer and its limit; a figure without a limit is only stated."""

    what: str
    figure: float
    unit: str
    peer: str = ""
    peer_figure: float | None = None
    bound: Bound | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        return self.bound.holds(self.figure) if self.bound else None


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest rank: the smallest value that `share` of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def at_most(value: float, told: str) -> Bound:
    return Bound(Side.AT_MOST, value, told)


def at_least(value: float, told: str) -> Bound:
    return Bound(Side.AT_LEAST, value, told)
