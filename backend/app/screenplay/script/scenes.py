"""The elements of a screenplay, parted into scenes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.screenplay.fountain.elements import PRINTED, Element, Kind
from app.screenplay.fountain.emphasis import plain
from app.screenplay.script import slug
from app.screenplay.script.slug import Slug


@dataclass(frozen=True)
class ScriptScene:
    """From its heading to the next. `acts` are the sections it stands in, the outermost first."""

    elements: tuple[Element, ...]
    acts: tuple[str, ...]
    time: str

    @property
    def heading(self) -> Element:
        return self.elements[0]

    @cached_property
    def slug_line(self) -> str:
        return plain(self.heading.text)

    @cached_property
    def slug(self) -> Slug:
        return slug.read(self.slug_line)

    @property
    def number(self) -> str:
        """The writer's own."""
        return self.heading.detail

    @cached_property
    def synopsis(self) -> str:
        return "\n".join(plain(each.text) for each in self.elements if each.kind is Kind.SYNOPSIS)

    @property
    def lines(self) -> tuple[int, int]:
        """First and last one in the source, without blank ones behind."""
        last = next(each for each in reversed(self.elements) if each.kind is not Kind.BLANK)
        return self.heading.line, last.last_line

    @cached_property
    def printed(self) -> tuple[Element, ...]:
        """What an audience could notice, the heading included."""
        return tuple(each for each in self.elements if each.kind in PRINTED)

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """Each printed element in its words alone: no change of spacing, emphasis or notes makes another scene."""
        return tuple(" ".join(plain(each.text).split()) for each in self.printed)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Those below the heading."""
        return tuple(" ".join(self.paragraphs[1:]).casefold().split())

    @cached_property
    def text_hash(self) -> str:
        return hashlib.sha256("\n".join(self.paragraphs).encode()).hexdigest()[:16]


def scenes(elements: Sequence[Element]) -> list[ScriptScene]:
    """What stands before the first heading belongs to none."""
    found: list[ScriptScene] = []
    acts: tuple[str, ...] = ()
    time = ""
    for own, acts_then in _parted(elements, acts):
        line = slug.read(plain(own[0].text))
        time = time if line.goes_on and time else line.time or time
        found.append(ScriptScene(tuple(own), acts_then, time))
    return found


def _parted(elements: Sequence[Element], acts: tuple[str, ...]) -> list[tuple[list[Element], tuple[str, ...]]]:
    """A section, and a synopsis right below it, belong to no scene."""
    found: list[tuple[list[Element], tuple[str, ...]]] = []
    outside = True
    for each in elements:
        if each.kind is Kind.SECTION:
            acts, outside = (*acts[: each.depth - 1], plain(each.text)), True
        elif each.kind is Kind.HEADING:
            found.append(([each], acts))
            outside = False
        elif not outside:
            found[-1][0].append(each)
    return found
