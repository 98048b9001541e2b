"""How long what is written lasts on the screen, and how much of a page it takes."""

from __future__ import annotations

import math

from app.screenplay.fountain.elements import Element, Kind
from app.screenplay.script.presence import speeches
from app.screenplay.script.scenes import ScriptScene

_SPOKEN_WORDS = 2.5  # a second: 150 a minute, the usual pace of film dialogue
_ACTION_WORDS = 3.6  # a second: a page of action has some 215 words and lasts a minute
_BREATH = 0.5  # seconds around a speech
_SHORTEST = 2.0  # seconds of a shot that can be read
_LINES = 55  # of a printed page
# Characters in a line of Courier 12, by the margins of the trade.
_WIDTHS = {Kind.DIALOGUE: 35, Kind.LYRIC: 35, Kind.PARENTHETICAL: 25}
_WIDTH = 60


def action_seconds(text: str) -> float:
    return max(_SHORTEST, len(text.split()) / _ACTION_WORDS)


def speech_seconds(text: str) -> float:
    return len(text.split()) / _SPOKEN_WORDS + _BREATH


def seconds(scene: ScriptScene) -> float:
    spoken = sum(speech_seconds(words) for _, words in speeches(scene))
    return rounded(spoken + sum(action_seconds(each.text) for each in scene.elements if each.kind is Kind.ACTION))


def rounded(seconds: float) -> float:
    """To half a second, as shot lists have it."""
    return max(_SHORTEST, round(seconds * 2) / 2)


def page_lines(element: Element) -> int:
    """With the blank line above, where there is one."""
    width = _WIDTHS.get(element.kind, _WIDTH)
    lines = sum(max(1, math.ceil(len(line) / width)) for line in element.text.split("\n"))
    return lines + (element.kind not in _WIDTHS)


def eighths(scene: ScriptScene) -> int:
    """Of a page: the trade's measure of a scene, at least one."""
    return max(1, round(sum(map(page_lines, scene.printed)) * 8 / _LINES))
