"""Light and weather, out of a slug line and what the action says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.screenplay.fountain.elements import Kind
from app.screenplay.fountain.emphasis import plain
from app.screenplay.script.scenes import ScriptScene


class Sky(NamedTuple):
    """`time` is a class of times of day: `dawn`, `day`, `dusk`, `night`, or empty where nothing says it; `sources` are
    lights that are seen."""

    time: str
    light: str
    sources: tuple[str, ...]
    weather: tuple[str, ...]

    @property
    def look(self) -> str:
        return ", ".join(filter(None, [self.light, *self.sources, *self.weather]))


_TIMES = (
    ("dawn", r"dawn|sunrise|first light|daybreak|morning"),
    ("dusk", r"dusk|sunset|twilight|magic hour|golden hour|blue hour|evening"),
    ("night", r"night|midnight"),
    ("day", r"day|noon|midday|afternoon"),
)
_OUTSIDE = {
    "dawn": "pale low sun, long soft shadows",
    "day": "daylight",
    "dusk": "blue hour, a last warm edge in the sky",
    "night": "night, deep shadows",
}
_INSIDE = {
    "dawn": "first grey light through the windows",
    "day": "daylight through the windows",
    "dusk": "fading window light",
    "night": "dark outside the windows",
}
_SOURCES = (
    ("street lamp", r"street ?(?:lamps?|lights?)"),
    ("lighthouse beam", r"beams?"),
    ("lantern", r"lanterns?"),
    ("candlelight", r"candles?|candlelight"),
    ("firelight", r"fire(?:place|side|light)?|flames?|stove|hearth"),
    ("neon", r"neon"),
    ("moonlight", r"moon(?:light|lit)?"),
    ("headlights", r"headlights?|headlamps?"),
    ("screen glow", r"(?:computer|phone|television|tv) (?:screen|glow)|monitors?"),
    ("torch", r"torch(?:es)?|flashlights?"),
    ("sparks", r"sparks?"),
    ("lamp light", r"lamps?"),
)
_WEATHER = (
    ("rain", r"rain(?:s|ing|y|drops?)?|drizzl\w+|downpour"),
    ("storm", r"storms?|stormy|gale|thunder|lightning"),
    ("fog", r"fog(?:gy)?|mist(?:y)?|haze"),
    ("snow", r"snow(?:s|ing|y|fall)?|blizzard|sleet"),
    ("wind", r"wind(?:y|swept)?|gusts?"),
    ("rough sea", r"waves? (?:break|crash|breaking|crashing)\w*|surf|swell|breakers"),
    ("calm water", r"calm (?:water|sea)|still water"),
    ("clear sky", r"clear sky|cloudless|stars|sunny|sunlight"),
    ("overcast", r"overcast|grey sky|gray sky|clouds"),
    ("heat", r"heat|scorching|sweltering"),
)
_WET = frozenset({"rain", "storm", "fog", "snow", "wind", "rough sea"})


def read(scene: ScriptScene, before: Sky | None = None) -> Sky:
    """`before` is the sky of the scene in front: a scene that goes on outside is under the same one."""
    action = " ".join(plain(each.text) for each in scene.elements if each.kind is Kind.ACTION)
    time = _first(_TIMES, scene.time)
    outside = scene.slug.setting != "INT"
    weather = _all(_WEATHER, action)
    if outside and scene.slug.goes_on and before:
        weather = tuple(dict.fromkeys([*weather, *(each for each in before.weather if each in _WET)]))
    return Sky(time, (_OUTSIDE if outside else _INSIDE).get(time, ""), _sources(action), weather)


def _sources(action: str) -> tuple[str, ...]:
    found = _all(_SOURCES, action)
    return tuple(each for each in found if each != "lamp light" or "street lamp" not in found)


def _first(choices: Sequence[tuple[str, str]], text: str) -> str:
    return next(iter(_all(choices, text)), "")


def _all(choices: Sequence[tuple[str, str]], text: str) -> tuple[str, ...]:
    return tuple(name for name, words in choices if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE))
