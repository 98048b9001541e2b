"""Screenplays in Fountain: what a list of assets tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from app.screenplay.script.presence import speaker_of
from app.screenplay.script.script import Script
from app.worker.recognition.facts import Facts
from app.worker.recognition.text.reading import read

_KEPT = 1000  # scenes and characters told by name


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
    script = Script.read(text)
    speakers = dict.fromkeys(name for each in script.elements if (name := speaker_of(each.kind, each.text)))
    return ScreenplayFacts(
        title=script.title or None,
        author=script.author or None,
        scene_count=len(script.scenes),
        scenes=[scene.slug_line for scene in script.scenes][:_KEPT],
        characters=list(speakers)[:_KEPT],
    )
