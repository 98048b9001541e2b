"""Notes, `[[…]]`, and boneyards, `/*…*/`: what stands in a screenplay and is no part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPENING = re.compile(r"/\*|\[\[")
_CLOSINGS = {"/*": re.compile(r"\*/"), "[[": re.compile(r"\]\]")}
_EMPTY_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]?(?:\r\n|\n|\r)")  # two spaces would keep it in its note

Span = tuple[int, int]


def asides(source: str) -> list[Span]:
    """In order. One that is never closed is text, as is a note that an empty line cuts off."""
    return list(_asides(source))


def _asides(source: str) -> Iterator[Span]:
    closings = {mark: _Ahead(source, closing) for mark, closing in _CLOSINGS.items()}
    gaps = _Ahead(source, _EMPTY_LINE)
    at = 0
    while opening := _OPENING.search(source, at):
        begin, at = opening.span()
        end = closings[opening[0]].after(at)
        if end is None or (opening[0] == "[[" and _before(gaps.after(at), end)):
            continue
        at = end[1]
        yield begin, at


def _before(gap: Span | None, end: Span) -> bool:
    return gap is not None and gap[0] < end[0]


class _Ahead:
    """The next match of a pattern, for positions that only grow: each character is looked at once."""

    def __init__(self, source: str, pattern: re.Pattern[str]) -> None:
        self._found = (match.span() for match in pattern.finditer(source))
        self._next = next(self._found, None)

    def after(self, at: int) -> Span | None:
        while self._next and self._next[0] < at:
            self._next = next(self._found, None)
        return self._next
