"""The brief: everything the drawing needs to know, and nothing of how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from app.pipelines.storyboard.paper.colour import Colour


class Framing(StrEnum):
    EXTREME_WIDE = "extreme wide"
    WIDE = "wide"
    FULL = "full"
    COWBOY = "medium wide"
    MEDIUM = "medium"
    MEDIUM_CLOSE = "medium close"
    CLOSE = "close-up"
    EXTREME_CLOSE = "extreme close-up"
    OVER_SHOULDER = "over the shoulder"
    TWO_SHOT = "two-shot"
    INSERT = "insert"


class Angle(StrEnum):
    EYE = "eye level"
    LOW = "low angle"
    HIGH = "high angle"
    TOP = "top shot"
    DUTCH = "dutch angle"


class Time(StrEnum):
    DAWN = "dawn"
    MORNING = "morning"
    DAY = "day"
    GOLDEN = "golden hour"
    DUSK = "dusk"
    BLUE = "blue hour"
    NIGHT = "night"


class Weather(StrEnum):
    CLEAR = "clear"
    OVERCAST = "overcast"
    RAIN = "rain"
    STORM = "storm"
    SNOW = "snow"
    FOG = "fog"
    WIND = "wind"


class Mood(StrEnum):
    NEUTRAL = "neutral"
    HAPPY = "happy"
    SAD = "sad"
    ANGRY = "angry"
    SURPRISED = "surprised"
    AFRAID = "afraid"
    DETERMINED = "determined"
    TIRED = "tired"


@dataclass(frozen=True)
class Place:
    construction: str
    """How it is built: street, room, hall, open, water, forest, city, road, space or cave."""
    flavour: str
    """What it is: alley, kitchen, church, desert ..."""


@dataclass(frozen=True)
class Look:
    """A known character's skin, hair and clothes, and how its face departs from the usual (1 is usual)."""

    skin: Colour
    hair: Colour
    eyes: Colour
    cloth: Colour
    lower: Colour
    width: float = 1.0
    jaw: float = 1.0
    nose: float = 1.0
    eye_size: float = 1.0
    brow: float = 0.0
    """Head heights by which the brows sit higher."""
    learnt: NDArray[np.float64] | None = field(default=None, compare=False)
    """The face that training drew, in 0..255: a square of 1.2 head heights about the eyes, shape (edge, edge, 3)."""


@dataclass(frozen=True)
class Person:
    sex: str = "man"
    age: str = "adult"
    role: str = ""
    garment: str = ""
    garment_colour: str = ""
    hair: str = ""
    hair_colour: str = ""
    hat: str = ""
    beard: bool = False
    glasses: bool = False
    action: str = ""
    mood: Mood = Mood.NEUTRAL
    holding: str = ""
    name: str = ""
    """Of a known character."""
    look: Look | None = None


@dataclass(frozen=True)
class Known:
    """Somebody who appears in many pictures and looks the same in each."""

    names: tuple[str, ...]
    """By which a prompt may speak of them."""
    person: Person


@dataclass(frozen=True)
class Brief:
    framing: Framing = Framing.WIDE
    angle: Angle = Angle.EYE
    time: Time = Time.DAY
    weather: Weather = Weather.CLEAR
    place: Place = field(default_factory=lambda: Place("open", "field"))
    people: tuple[Person, ...] = ()
    props: tuple[str, ...] = ()
    text: str = ""
