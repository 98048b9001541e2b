"""What a screenplay is made of. Each element knows where it stands in the source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    ACTION = "action"
    CHARACTER = "character"
    DIALOGUE = "dialogue"
    PARENTHETICAL = "parenthetical"
    LYRIC = "lyric"
    TRANSITION = "transition"
    CENTERED = "centered"
    PAGE_BREAK = "page_break"
    SECTION = "section"
    SYNOPSIS = "synopsis"
    NOTE = "note"
    BONEYARD = "boneyard"
    BLANK = "blank"


SPOKEN = frozenset({Kind.CHARACTER, Kind.DIALOGUE, Kind.PARENTHETICAL, Kind.LYRIC})
PRINTED = SPOKEN | {Kind.HEADING, Kind.ACTION, Kind.TRANSITION, Kind.CENTERED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """`text` is what is to be read, its emphasis still marked; `start` and `end` are characters of the source, `line`
    and `last_line` its lines, counted from 1. `notes` are those that stand within it.

    `detail` is a heading's scene number, a speaker's extension or a title page's key; `depth` is a section's.
    """

    kind: Kind
    text: str
    start: int
    end: int
    line: int
    last_line: int
    notes: tuple[str, ...] = ()
    detail: str = ""
    depth: int = 0
    dual: bool = False
