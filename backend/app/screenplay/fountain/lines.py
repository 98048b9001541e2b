"""A text as lines. Notes and boneyards are taken out first: one that spans lines makes one line of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.screenplay.fountain.asides import Span, asides
from app.screenplay.fountain.elements import Kind

_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Line:
    """`text` has neither asides nor a line end; the span has both."""

    text: str
    start: int
    end: int
    number: int
    last_number: int
    notes: tuple[str, ...]
    aside: Kind | None

    @property
    def is_blank(self) -> bool:
        return self.aside is None and not self.text.strip()


def lines(source: str) -> list[Line]:
    """Joined, their spans are the source."""
    apart = asides(source)
    begins = [start for start, _ in apart]
    breaks = [found.span() for found in _END.finditer(source)]
    numbers = [end for _, end in breaks]
    found = list[Line]()
    for start, text_end, end in _spans([each for each in breaks if not _inside(each[0], apart, begins)], len(source)):
        within = apart[bisect_left(begins, start) : bisect_left(begins, end)]
        first, last = bisect_right(numbers, start) + 1, bisect_right(numbers, max(start, text_end - 1)) + 1
        found.append(_line(source, (start, text_end, end), (first, last), within))
    return found


def _inside(at: int, apart: Sequence[Span], begins: Sequence[int]) -> bool:
    index = bisect_right(begins, at) - 1
    return index >= 0 and at < apart[index][1]


def _spans(ends: Sequence[Span], length: int) -> Iterator[tuple[int, int, int]]:
    """Start, end of the text, and end of each line."""
    start = 0
    for text_end, end in ends:
        yield start, text_end, end
        start = end
    if start < length:
        yield start, length, length


def _line(source: str, span: tuple[int, int, int], numbers: tuple[int, int], apart: Sequence[Span]) -> Line:
    start, text_end, end = span
    pieces, at = list[str](), start
    for begin, finish in apart:
        pieces.append(source[at:begin])
        at = finish
    text = "".join([*pieces, source[at:text_end]])
    found = [source[begin:finish] for begin, finish in apart]
    return Line(
        text=text.removeprefix("\ufeff") if start == 0 else text,
        start=start,
        end=end,
        number=numbers[0],
        last_number=numbers[1],
        notes=tuple(_said(aside) for aside in found if aside.startswith("[[")),
        aside=None if text.strip() or not found else _kind(found[0]),
    )


def _said(note: str) -> str:
    return note[2:-2].strip()


def _kind(aside: str) -> Kind:
    return Kind.NOTE if aside.startswith("[[") else Kind.BONEYARD
