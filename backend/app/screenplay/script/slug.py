"""Slug lines: `INT. LIGHTHOUSE - LAMP ROOM - NIGHT` says inside or outside, where, and when."""

from __future__ import annotations

import re
from typing import NamedTuple

_SETTING = re.compile(r"(?P<setting>INT\.?/EXT|EXT\.?/INT|INT|EXT|EST|I/E|E/I)[. ]+\s*", re.IGNORECASE)
_DASH = re.compile(r"\s+[-\u2013\u2014]+\s+|\s*[\u2013\u2014]\s*")
_BOTH = frozenset({"INT/EXT", "EXT/INT", "I/E", "E/I"})
_TIMES = frozenset(
    {"DAY", "NIGHT", "MORNING", "EVENING", "AFTERNOON", "DUSK", "DAWN", "SUNSET", "SUNRISE"}
    | {"NOON", "MIDDAY", "MIDNIGHT", "TWILIGHT"}
)
_ALIKE = frozenset({"CONTINUOUS", "LATER", "SAME", "MOMENTS"})  # as in the scene before
_HOURS = ("MAGIC HOUR", "GOLDEN HOUR", "BLUE HOUR", "FIRST LIGHT")
_WORD = re.compile(r"[A-Z]+")


class Slug(NamedTuple):
    """`setting` is `INT`, `EXT`, `INT/EXT`, `EST` or empty; `place` is the whole building or landscape, `area` the part
    of it; `time` is as written, and empty where the line names none."""

    setting: str
    place: str
    area: str
    time: str

    @property
    def location(self) -> str:
        return " - ".join(filter(None, (self.place, self.area)))

    @property
    def goes_on(self) -> bool:
        """Its time is that of the scene before."""
        return bool(_words(self.time) & _ALIKE) and not _words(self.time) & _TIMES


def read(line: str) -> Slug:
    found = _SETTING.match(line)
    parts = [part.strip() for part in _DASH.split(line[found.end() :] if found else line) if part.strip()]
    time = parts.pop() if len(parts) > 1 and _is_time(parts[-1]) else ""
    place, *areas = parts or [""]
    return Slug(_setting(found["setting"]) if found else "", place, " - ".join(areas), time)


def _setting(written: str) -> str:
    short = written.upper().replace(".", "")
    return "INT/EXT" if short in _BOTH else short


def _is_time(part: str) -> bool:
    upper = part.upper()
    return bool(_words(upper) & (_TIMES | _ALIKE)) or any(hour in upper for hour in _HOURS)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.upper()))
