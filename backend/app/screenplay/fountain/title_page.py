"""The title page: `Key: value` lines from the very first one on, up to a blank line; indented lines go on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.screenplay.fountain.elements import Element, Kind
from app.screenplay.fountain.lines import Line

_ENTRY = re.compile(r"([^\W\d_][^:\n]{0,40}):[ \t]*(.*)")
_SCENE_OR_CUT = re.compile(r"(?:INT|EXT|EST|I/E)[. ].*|.*TO:", re.IGNORECASE)


def entries(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each entry; none where the text does not begin with one."""
    if not lines or not _begins(lines[0]):
        return []
    found: list[list[Line]] = []
    for line in lines:
        if line.is_blank:
            break
        if _begins(line) or not found:
            found.append([line])
        else:
            found[-1].append(line)
    return found


def entry(lines: Sequence[Line]) -> Element:
    first = _ENTRY.match(lines[0].text)
    key, value = (first[1].strip(), first[2]) if first else ("", lines[0].text)
    said = (value, *(line.text for line in lines[1:]))
    return Element(
        kind=Kind.TITLE,
        text="\n".join(line.strip() for line in said if line.strip()),
        detail=key,
        start=lines[0].start,
        end=lines[-1].end,
        line=lines[0].number,
        last_line=lines[-1].last_number,
        notes=tuple(note for line in lines for note in line.notes),
    )


def _begins(line: Line) -> bool:
    return _ENTRY.match(line.text) is not None and not _SCENE_OR_CUT.fullmatch(line.text.strip())
