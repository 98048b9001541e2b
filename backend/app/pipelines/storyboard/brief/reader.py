"""Reads a prompt into a brief. Every text has a reading; unknown words are passed over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from app.pipelines.storyboard.brief import action_words, place_words, shot_words
from app.pipelines.storyboard.brief.casting import cast, clothing
from app.pipelines.storyboard.brief.heading import Heading, heading
from app.pipelines.storyboard.brief.model import Angle, Brief, Framing, Known, Person, Place, Time, Weather
from app.pipelines.storyboard.brief.names import is_name, named
from app.pipelines.storyboard.brief.words import Lexicon, words

FRAMINGS = Lexicon(shot_words.FRAMINGS)
ANGLES = Lexicon(shot_words.ANGLES)
TIMES = Lexicon(shot_words.TIMES)
WEATHERS = Lexicon(shot_words.WEATHERS)
PLACES = Lexicon(place_words.PLACES)
PROPS = Lexicon(action_words.PROPS)

VAGUE_PLACES = frozenset({"living room", "wheat", "station", "skyline", "road", "spaceship"})
"""Flavours that give way to any other place named: a city street is a street."""
WITHIN = frozenset({"in", "inside", "of", "at"})
CLOSE = (Framing.CLOSE, Framing.EXTREME_CLOSE, Framing.MEDIUM_CLOSE)
PEOPLED = (*CLOSE, Framing.MEDIUM, Framing.COWBOY, Framing.FULL, Framing.OVER_SHOULDER, Framing.TWO_SHOT)


def read(prompt: str, known: Sequence[Known] = ()) -> Brief:
    """`known` are in the picture whether the prompt names them or not."""
    spoken = named(words(prompt), known)
    tokens = [token for token in spoken if not is_name(token)]
    props = tuple(dict.fromkeys(found.value for found in PROPS.find(tokens)))
    framing = FRAMINGS.first(tokens)
    people = _people(cast(spoken, known), framing, props)
    return Brief(
        framing=framing or _usual_framing(people),
        angle=ANGLES.first(tokens) or Angle.EYE,
        time=_time(tokens),
        weather=WEATHERS.first(tokens) or Weather.CLEAR,
        place=_place(tokens, people),
        people=people,
        props=_unheld(props, people),
        text=" ".join(prompt.split()),
    )


def _people(named: tuple[Person, ...], framing: Framing | None, props: tuple[str, ...]) -> tuple[Person, ...]:
    if framing is Framing.INSERT and props:
        return ()
    needed = 2 if framing in (Framing.OVER_SHOULDER, Framing.TWO_SHOT) else 1 if framing in PEOPLED else 0
    if framing in CLOSE and props and not named:
        return ()
    missing = [Person("woman" if (named or (Person(),))[0].sex == "man" and needed == 2 else "man")]
    return (*named, *missing * max(0, needed - len(named)))[:7]


def _usual_framing(people: tuple[Person, ...]) -> Framing:
    return Framing.FULL if 0 < len(people) < 3 else Framing.WIDE


def _time(tokens: list[str]) -> Time:
    told = heading(tokens)
    return (TIMES.first(told.words) if told else None) or TIMES.first(tokens) or Time.DAY


def _place(tokens: list[str], people: tuple[Person, ...]) -> Place:
    told = heading(tokens)
    if told and (headed := _headed(told)):
        return headed
    indoors = told.indoors if told else _room_within(tokens)
    found = [place for place in _places(clothing(tokens)) if indoors is None or _is_indoors(place) is indoors]
    if any(place.flavour == "castle" for place in found) and any(place.construction == "open" for place in found):
        return Place("open", "castle hill")
    if found:
        return (_clear(found) or found)[0]
    if any(person.role == "astronaut" for person in people):
        return Place("open", "moon")
    return place_words.DEFAULT


def _room_within(tokens: list[str]) -> bool | None:
    """A room in a lighthouse is a room. None where nothing says so."""
    return any(word == "room" and following in WITHIN for word, following in pairwise(tokens)) or None


def _headed(told: Heading) -> Place | None:
    """A heading goes from the large to the small: INT. LIGHTHOUSE - KITCHEN is a kitchen."""
    found = [place for place in _places(told.words) if _is_indoors(place) is told.indoors]
    return (_clear(found) or found)[-1] if found else None


def _places(tokens: list[str]) -> list[Place]:
    return [hit.value for hit in PLACES.find(tokens)]


def _clear(places: list[Place]) -> list[Place]:
    return [place for place in places if place.flavour not in VAGUE_PLACES]


def _is_indoors(place: Place) -> bool:
    return place.construction in place_words.INDOORS


def _unheld(props: tuple[str, ...], people: tuple[Person, ...]) -> tuple[str, ...]:
    held = {person.holding for person in people}
    return tuple(prop for prop in props if prop not in held)
