"""Codes in film habit: `CH01`, `SC003`, `SH010`. A code once given is never given again and never changed.

Appended shots count in tens, so that an inserted one finds a number in between (`SH015`, then `SH012`); where none is
left, and for inserted scenes and chapters, a letter follows the code before (`SC003A`, `SH011A`).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from itertools import count
from string import ascii_uppercase
from typing import NamedTuple

_CODE = re.compile(r"(?P<prefix>[A-Z]{2})(?P<number>\d+)(?P<letters>[A-Z]*)")


class Series(NamedTuple):
    prefix: str
    digits: int
    step: int


CHAPTERS = Series("CH", 2, 1)
SCENES = Series("SC", 3, 1)
SHOTS = Series("SH", 3, 10)


def appended(series: Series, used: Iterable[str]) -> str:
    """The code behind all that were ever used."""
    highest = max((_number(code) for code in used if code.startswith(series.prefix)), default=0)
    return _format(series, (highest // series.step + 1) * series.step)


def inserted(series: Series, before: str | None, after: str, used: Container[str]) -> str:
    """A free code between its neighbours; `before` None is the very front."""
    low, high = _number(before), _number(after)
    for number in _middle_out(low, high):
        if (code := _format(series, number)) not in used:
            return code
    base = _format(series, low)
    return next(code for letters in _letters() if (code := base + letters) not in used)


def _middle_out(low: int, high: int) -> list[int]:
    """The whole numbers between, round ones first, then the nearest to the middle."""
    middle = (low + high) / 2
    return sorted(range(low + 1, high), key=lambda n: (n % 5 != 0, abs(n - middle), n))


def _letters() -> Iterable[str]:
    """A, B, …, Z, AA, AB, …"""
    for length in count(1):
        for index in range(26**length):
            yield "".join(ascii_uppercase[index // 26**place % 26] for place in reversed(range(length)))


def _number(code: str | None) -> int:
    found = _CODE.fullmatch(code or "")
    return int(found["number"]) if found else 0


def _format(series: Series, number: int) -> str:
    return f"{series.prefix}{number:0{series.digits}d}"
