"""What the words of an action ask of the camera: how near, from where, and whether it moves."""

from __future__ import annotations

import re


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


# What the writer says outright comes first, then what the words make one look at.
_FRAMINGS = (
    ("Extreme close-up", _any("extreme close|macro|iris|pupil|eyelash(?:es)?")),
    ("Insert", _any("insert|on the (?:screen|page|label|sign|clock|phone)|reads?:|the letter|photograph|headline")),
    ("Close-up", _any("close on|close up|close-up|tight on|eyes?|tears?|lips|fingers?|fist|whispers?|trembl\\w+")),
    ("Extreme wide shot", _any("aerial|panorama|horizon|as far as|vast|miles of|skyline")),
    ("Wide shot", _any("wide|establishing|crowds?|streets?|landscape|hills?|sea|ocean|storm|waves|sky|city|fleet")),
)
_ANGLES = (
    ("high angle", _any("from above|looks? down|far below|overhead|bird's eye")),
    ("low angle", _any("from below|looks? up|towers?|looms?|rises above")),
)
_MOVES = (
    ("tracking", _any("walks?|runs?|running|follows?|chases?|drives?|races?|climbs?|strides?|hurr(?:y|ies)")),
    ("slow push in", _any("realis\\w+|realiz\\w+|discovers?|freezes?|stares?|notices?|closer|slowly")),
    ("pan", _any("crosses|passes|sweeps?|across|turns to")),
    ("pull back", _any("reveals?|revealing|pull back|behind (?:him|her|them)")),
)
_BY_COUNT = {1: "Medium shot", 2: "Two shot"}
_SHORT = 8  # words about a thing alone: one looks at it closely


def framing(action: str, people: int, *, outside: bool) -> str:
    said = _first(_FRAMINGS, action)
    if said:
        return said
    if people:
        return _BY_COUNT.get(people, "Full shot")
    return "Wide shot" if outside or len(action.split()) > _SHORT else "Insert"


def camera(framing: str, action: str) -> str:
    """The framing, with angle and movement where the action asks for them."""
    return ", ".join(filter(None, (framing, _first(_ANGLES, action), _first(_MOVES, action))))


def _first(choices: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> str:
    return next((name for name, pattern in choices if pattern.search(text)), "")
