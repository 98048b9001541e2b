"""Which lines of the screenplay a shot shows: found by its words, wherever shot and scene have moved since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from app.projects.film import Film
from app.schemas import Schema
from app.screenplay import store
from app.screenplay.fountain.elements import PRINTED, Element, Kind
from app.screenplay.fountain.emphasis import plain
from app.screenplay.script.scenes import ScriptScene
from app.story.schemas import Shot

_WORD = re.compile(r"[\w'\u2019]+")
_ALIKE = 0.5  # of the words in their order: a rewritten paragraph is still the one that was drawn
_SAID = frozenset({Kind.DIALOGUE, Kind.LYRIC})


class ScriptLine(Schema):
    kind: Kind
    text: str
    first_line: int
    last_line: int


class ScriptLines(Schema):
    """Lines of `draft` as it is now. `exact` says that the shot's words stand there; else they are the closest, or the
    heading of its scene where nothing is close."""

    draft: str
    exact: bool
    lines: list[ScriptLine]


def lines_of(film: Film, shot: Shot, scene_id: str | None) -> ScriptLines | None:
    """None without a screenplay, or where its file is another than was imported."""
    draft = store.draft(film)
    scenes = store.scenes(film, draft)
    if draft is None or not scenes:
        return None
    own = scenes.get(scene_id or "")
    others = [scene for scene in scenes.values() if scene is not own]
    exact = _shown(own, shot) or next((found for scene in others if (found := _shown(scene, shot))), [])
    lines = exact or _closest(own, shot) or ([own.heading] if own else [])
    return ScriptLines(draft=draft.name, exact=bool(exact), lines=[_told(each) for each in lines])


def _shown(scene: ScriptScene | None, shot: Shot) -> list[Element]:
    """The action that it shows, and what is said in it with who says it."""
    if scene is None:
        return []
    action, said = _words([shot.action]), _words(_speeches(shot))
    found: list[Element] = []
    speaker: Element | None = None
    for each in scene.printed:
        words = _words([plain(each.text)])
        speaker = each if each.kind is Kind.CHARACTER else speaker
        if each.kind is Kind.ACTION and words and words == action:
            found.append(each)
        if each.kind in _SAID and words and f" {words} " in f" {said} ":
            found += [cue for cue in (speaker,) if cue and cue not in found] + [each]
    return found


def _speeches(shot: Shot) -> Iterable[str]:
    """`ADA: Where is he?` without who speaks."""
    return [line.partition(": ")[2] or line for line in shot.dialogue.splitlines()]


def _closest(scene: ScriptScene | None, shot: Shot) -> list[Element]:
    wanted = _words([shot.action, *_speeches(shot)]).split()
    if scene is None or not wanted:
        return []
    rated = [(_likeness(wanted, each), each) for each in scene.printed if each.kind in PRINTED - {Kind.CHARACTER}]
    best, element = max(rated, key=lambda one: one[0])
    return [element] if best >= _ALIKE else []


def _likeness(wanted: Sequence[str], element: Element) -> float:
    return SequenceMatcher(None, wanted, _words([plain(element.text)]).split(), autojunk=False).ratio()


def _words(texts: Iterable[str]) -> str:
    return " ".join(_WORD.findall(" ".join(texts).casefold()))


def _told(each: Element) -> ScriptLine:
    return ScriptLine(kind=each.kind, text=plain(each.text), first_line=each.line, last_line=each.last_line)
