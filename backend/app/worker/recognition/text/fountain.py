"""Screenplays in Fountain, read by the rules of https://fountain.io/syntax.

The common readers of Fountain for Python do not know a speaker in capitals beyond ASCII, nor the second one of a dual
dialogue; both are lawful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

from app.worker.recognition.facts import Facts
from app.worker.recognition.text.reading import read

_KEPT = 1000  # scenes and characters told by name

_TITLE_KEY = re.compile(r"([A-Za-z][^:\n]{0,40}):[ \t]*(.*)")
_ASIDE = re.compile(r"/\*.*?\*/|\[\[.*?\]\]", re.DOTALL)
_HEADING = re.compile(r"(?:INT\.?/EXT|EXT\.?/INT|INT|EXT|EST|I/E|E/I)(?=[. ])", re.IGNORECASE)
_NUMBER = re.compile(r"\s*#[^#\n]+#$")
_EXTENSIONS = re.compile(r"\s*(?:\([^)]*\)\s*)*\^?$")
_EMPHASIS = re.compile(r"[*_]+")
# Forced action, lyrics, sections and synopses, transitions and centred text.
_OTHER = ("!", "~", "#", "=", ">")


@dataclass(frozen=True, kw_only=True)
class ScreenplayFacts(Facts):
    """`scenes` holds the first thousand headings, `characters` the speakers in the order of their first lines."""

    kind: ClassVar[str] = "screenplay"
    title: str | None
    author: str | None
    scene_count: int
    scenes: list[str]
    characters: list[str]


def recognise(path: Path, mime: str) -> Facts:  # noqa: ARG001  there is one kind of Fountain
    """Raises `Unfit`."""
    return describe(read(path))


def describe(text: str) -> ScreenplayFacts:
    title_page, body = _parted(text)
    paragraphs = list(_paragraphs(body))
    scenes = [heading for heading in map(_heading, paragraphs) if heading]
    speakers = dict.fromkeys(speaker for speaker in map(_speaker, paragraphs) if speaker)
    return ScreenplayFacts(
        title=title_page.get("title"),
        author=title_page.get("author") or title_page.get("authors"),
        scene_count=len(scenes),
        scenes=scenes[:_KEPT],
        characters=list(speakers)[:_KEPT],
    )


def _parted(text: str) -> tuple[dict[str, str], str]:
    """The title page, one `Key: value` after another up to the first blank line, and the rest."""
    page, _, body = text.lstrip("\n").partition("\n\n")
    if not _TITLE_KEY.match(page):
        return {}, text
    values: dict[str, list[str]] = {}
    key = ""
    for line in page.split("\n"):
        if found := _TITLE_KEY.match(line):
            key = found[1].strip().lower()
        values.setdefault(key, []).append(found[2] if found else line)
    return {key: _plain(" ".join(value.strip() for value in lines)) for key, lines in values.items()}, body


def _paragraphs(body: str) -> Iterator[list[str]]:
    """Lines between blank ones; two spaces keep an empty line from being blank."""
    lines = _ASIDE.sub("", body).split("\n")
    blanks = [-1, *(index for index, line in enumerate(lines) if not line.strip() and line != "  "), len(lines)]
    for before, after in pairwise(blanks):
        if after > before + 1:
            yield lines[before + 1 : after]


def _heading(paragraph: list[str]) -> str | None:
    """A scene's heading stands alone, e.g. `INT. LIGHTHOUSE - NIGHT`, or is forced by a dot."""
    line = paragraph[0].strip()
    forced = line.startswith(".") and not line.startswith("..")
    if not forced and not (len(paragraph) == 1 and _HEADING.match(line)):
        return None
    return _plain(_NUMBER.sub("", line.removeprefix("."))) or None


def _speaker(paragraph: list[str]) -> str | None:
    """A name in capitals with a speech below it, or any name behind `@`."""
    line = paragraph[0].strip()
    if len(paragraph) < 2 or line.startswith((".", *_OTHER)):
        return None
    name = _EXTENSIONS.sub("", line.removeprefix("@"))
    if not line.startswith("@") and (not name.isupper() or _HEADING.match(name)):
        return None
    return _plain(name) or None


def _plain(text: str) -> str:
    return _EMPHASIS.sub("", text).strip()
