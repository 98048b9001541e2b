"""Beat sheets: Markdown with numbered lines, `1. Opening Image: the empty harbour`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from app.worker.recognition.facts import Facts
from app.worker.recognition.text.emotions import emotion
from app.worker.recognition.text.reading import read

_KEPT = 200  # the fullest of the known sheets have forty
_BEAT = re.compile(r"[ \t]{0,3}(\d{1,4})[.)][ \t]+(?P<mark>\*\*|__|\*|_)?([^:\n]{1,80}):[ \t]*(?:(?P=mark))?[ \t]*(.*)")


@dataclass(frozen=True)
class Beat:
    number: int
    name: str
    text: str
    emotion: str


@dataclass(frozen=True, kw_only=True)
class BeatSheetFacts(Facts):
    kind: ClassVar[str] = "beat_sheet"
    title: str | None
    beats: list[Beat]


@dataclass(frozen=True, kw_only=True)
class TextFacts(Facts):
    """Markdown without a single beat."""

    kind: ClassVar[str] = "text"
    title: str | None


def recognise(path: Path, mime: str) -> Facts:  # noqa: ARG001  there is one kind of Markdown
    """Raises `Unfit`."""
    text = read(path)
    beats, title = beats_of(text), _title(text)
    return BeatSheetFacts(title=title, beats=beats) if beats else TextFacts(title=title)


def beats_of(text: str) -> list[Beat]:
    found = (_beat(line) for line in text.split("\n"))
    return [beat for beat in found if beat][:_KEPT]


def _beat(line: str) -> Beat | None:
    match = _BEAT.fullmatch(line.rstrip())
    if not match:
        return None
    number, mark, name, told = match.groups()
    name = name.strip().removesuffix(mark or "").strip(" *_")
    return Beat(int(number), name, told.strip(), emotion(f"{name}. {told}")) if name else None


def _title(text: str) -> str | None:
    heading = re.search(r"^#[ \t]+(.{1,200})$", text, re.MULTILINE)
    return heading[1].strip() if heading else None
