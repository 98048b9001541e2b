"""What a line looks like by itself: a heading, a speaker, a transition, or whatever its first character forces."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from app.screenplay.fountain.elements import Kind

_HEADING = re.compile(r"(?:INT\.?/EXT|EXT\.?/INT|INT|EXT|EST|I/E|E/I)(?=[. ])", re.IGNORECASE)
_NUMBER = re.compile(r"\s*#([^#\n]+)#\s*$")
_CUE = re.compile(r"(?P<name>.+?)\s*(?P<extension>(?:\([^()]*\)\s*)*)(?P<dual>\^)?")
_PAGE_BREAK = re.compile(r"={3,}")
_CENTERED = re.compile(r">\s*(.*?)\s*<")


class Form(NamedTuple):
    kind: Kind
    text: str
    detail: str = ""
    depth: int = 0
    dual: bool = False


def forced(line: str) -> Form | None:
    """By the first character, or None; `line` has been stripped."""
    return _FORCED[line[0]](line) if line[:1] in _FORCED else None


def alone(line: str) -> Form | None:
    """With blank lines around it: a heading or a transition, or None."""
    if _HEADING.match(line):
        return heading(line)
    if line.endswith("TO:") and line.isupper():
        return Form(Kind.TRANSITION, line)
    return None


def speaker(line: str) -> Form | None:
    """Above a speech: a name in capitals, of whatever script has them. Its extension may be in any case."""
    found = cue(line)
    return found if found.text.isupper() and not _HEADING.match(line) else None


def heading(line: str) -> Form:
    number = _NUMBER.search(line)
    return Form(Kind.HEADING, _NUMBER.sub("", line).strip(), number[1].strip() if number else "")


def cue(line: str) -> Form:
    found = _CUE.fullmatch(line)
    if found is None:
        return Form(Kind.CHARACTER, line)
    extension = found["extension"].strip()
    return Form(Kind.CHARACTER, found["name"], extension, dual=found["dual"] is not None)


def _pushed(line: str) -> Form:
    centered = _CENTERED.fullmatch(line)
    return Form(Kind.CENTERED, centered[1]) if centered else Form(Kind.TRANSITION, line[1:].strip())


def _dotted(line: str) -> Form | None:
    """An ellipsis begins no scene."""
    return heading(line[1:]) if line[1:2].isalnum() else None


def _named(line: str) -> Form | None:
    return cue(line[1:].strip()) if line[1:].strip() else None


def _section(line: str) -> Form:
    title = line.lstrip("#")
    return Form(Kind.SECTION, title.strip(), depth=len(line) - len(title))


def _equal(line: str) -> Form:
    return Form(Kind.PAGE_BREAK, "") if _PAGE_BREAK.fullmatch(line) else Form(Kind.SYNOPSIS, line[1:].strip())


_FORCED: dict[str, Callable[[str], Form | None]] = {
    "!": lambda line: Form(Kind.ACTION, line[1:]),
    "~": lambda line: Form(Kind.LYRIC, line[1:].strip()),
    ".": _dotted,
    "@": _named,
    ">": _pushed,
    "#": _section,
    "=": _equal,
}
