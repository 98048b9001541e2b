"""Who is in the picture: people put together word by word, each word going to the person spoken of last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.pipelines.storyboard.brief import action_words, people_words
from app.pipelines.storyboard.brief.model import Known, Mood, Person
from app.pipelines.storyboard.brief.names import as_known, is_name, place_of, stand_in
from app.pipelines.storyboard.brief.shot_words import MOODS
from app.pipelines.storyboard.brief.words import Lexicon, plural

MOST = 7
"""More people than this are a crowd, drawn as one."""

NUMBERS = {
    "two": 2,
    "2": 2,
    "three": 3,
    "3": 3,
    "four": 4,
    "4": 4,
    "five": 5,
    "5": 5,
    "six": 6,
    "6": 6,
    "seven": 7,
    "several": 4,
    "few": 3,
    "many": 6,
    "group": 4,
    "both": 2,
    "dozen": 7,
    "hundred": 7,
    "hundreds": 7,
}
NOBODY = (
    "no people",
    "nobody",
    "no one",
    "without people",
    "empty street",
    "deserted street",
    "no humans",
    "uninhabited",
)
PRONOUNS = frozenset(["he", "him", "she", "her", "someone", "somebody"])
BOTH_DO = frozenset({"fight", "embrace", "dance", "talk"})

ONE = frozenset({"glass", "wine glass", "flowers", "roses", "binoculars"})
"""Words that end in s and still fit one hand."""

WHO = Lexicon(people_words.KINDS)
GROUPS = Lexicon(dict(people_words.GROUPS.items()))
ACTIONS = Lexicon(action_words.ACTIONS, verbs=True)
HELD = Lexicon({name: listed for name, listed in action_words.PROPS.items() if name in action_words.CARRIED})
MOOD = Lexicon(MOODS, verbs=True)
LOOKS: dict[str, Lexicon[Any]] = {
    "hair": Lexicon(people_words.HAIRS),
    "hair_colour": Lexicon(people_words.HAIR_COLOURS),
    "hat": Lexicon(people_words.HATS),
    "garment": Lexicon(people_words.GARMENTS),
    "age": Lexicon(people_words.AGES),
    "beard": Lexicon({True: people_words.BEARD}),
    "glasses": Lexicon({True: people_words.GLASSES}),
}
COLOUR = Lexicon(people_words.COLOURS)


@dataclass
class Casting:
    """The reading so far."""

    cast: list[Person] = field(default_factory=list)
    group: int = 0
    """How many of the last people share what is done next."""
    alike: int = 0
    """How many of the last people share how they are said to look."""
    waiting: dict[str, Any] = field(default_factory=dict)
    """What was said of somebody not yet named."""
    colour: str = ""
    count: int = 0
    joined: bool = False
    known: Sequence[Known] = ()

    def enter(self, person: Person) -> None:
        """A known character: whoever is here already is spoken of again."""
        here = next((k for k, other in enumerate(self.cast) if other.name == person.name), None)
        self.waiting = {said: value for said, value in self.waiting.items() if said not in ("sex", "age")}
        self.appear(person if here is None else self.cast.pop(here), 1)

    def appear(self, who: Person, count: int) -> None:
        count = min(count, MOST - len(self.cast))
        self.cast += [replace(who, **self.waiting)] * count
        self.group = self.group + count if self.joined else count
        self.alike = count
        self.waiting, self.count, self.joined = {}, 0, False

    def say(self, **looks: Any) -> None:
        """Gives a look or an action to whom it is said of."""
        if not self.cast:
            self.waiting |= looks
            return
        for index in range(len(self.cast) - max(1, self.alike), len(self.cast)):
            self.cast[index] = replace(self.cast[index], **looks)


def cast(tokens: list[str], known: Sequence[Known] = ()) -> tuple[Person, ...]:
    text = " ".join(tokens)
    if any(phrase in text for phrase in NOBODY):
        return ()
    tokens = _untangled(tokens)
    reading = Casting(known=known)
    at = 0
    while at < len(tokens):
        at = _read(reading, tokens, at)
    if not reading.cast and (reading.waiting.keys() & {"action", "garment", "hair", "hair_colour", "beard", "hat"}):
        reading.appear(_unnamed(reading) or Person(), 1)
    _fill(reading)
    return _together(reading.cast)


def _unnamed(reading: Casting) -> Person | None:
    here = {person.name for person in reading.cast}
    return next((who.person for who in reading.known if who.person.name not in here), None)


def _fill(reading: Casting) -> None:
    """Known characters whom nobody named are the strangers that they fit, or stand with the others."""
    while (person := _unnamed(reading)) and len(reading.cast) < MOST:
        place = stand_in(reading.cast, person)
        if place is None:
            reading.appear(person, 1)
        else:
            reading.cast[place] = as_known(person, reading.cast[place])


def _untangled(tokens: list[str]) -> list[str]:
    """Long blonde hair is long hair and blonde hair; what rides at anchor is no horseman."""
    made: list[str] = []
    for at, token in enumerate(tokens):
        if tokens[at + 1 : at + 3] == ["at", "anchor"]:
            continue
        made.append(token)
        if token in ("long", "short", "curly") and tokens[at + 2 : at + 3] == ["hair"]:
            made.append("hair")
    return made


def _read(reading: Casting, tokens: list[str], at: int) -> int:
    for reader in (_number, _someone, _colour, _look, _deed):
        end = reader(reading, tokens, at)
        if end > at:
            return end
    if tokens[at] in ("and", "with") and reading.cast:
        reading.joined = tokens[at] == "and"
    elif tokens[at] not in ("a", "an", "the"):
        reading.joined = False
    return at + 1


def _number(reading: Casting, tokens: list[str], at: int) -> int:
    if tokens[at] not in NUMBERS or tokens[at + 1 : at + 2] == ["shot"]:
        return at
    reading.count = NUMBERS[tokens[at]]
    return at + 1


def _someone(reading: Casting, tokens: list[str], at: int) -> int:
    if is_name(tokens[at]):
        reading.enter(reading.known[place_of(tokens[at])].person)
        return at + 1
    group = GROUPS.at(tokens, at)
    if group:
        _gather(reading, group.value)
        return group.end
    found = WHO.at(tokens, at)
    if not found or (found.phrase in PRONOUNS and reading.cast):
        return found.end if found else at
    if found.phrase in ("her", "him"):
        reading.waiting["sex"] = found.value.sex
        return found.end
    reading.appear(found.value, reading.count or _how_many(found.phrase))
    return found.end


def _how_many(phrase: str) -> int:
    many = phrase.endswith(("men", "s")) and not phrase.endswith(("ss", "boss"))
    return people_words.PLURALS.get(
        phrase, 2 if (many and plural(phrase[:-1]) == phrase) or phrase.endswith("men") else 1
    )


def _gather(reading: Casting, name: str) -> None:
    if name == "crowd":
        reading.appear(Person("man"), 4)
        reading.joined = True
        reading.appear(Person("woman"), 3)
        return
    reading.appear(Person("man"), 1)
    reading.joined = True
    reading.appear(Person("woman", hair="long"), 1)
    if name == "family":
        reading.joined = True
        reading.appear(Person("woman", "child"), 1)


def _colour(reading: Casting, tokens: list[str], at: int) -> int:
    if any(lexicon.at(tokens, at) for lexicon in LOOKS.values()):
        return at
    found = COLOUR.at(tokens, at)
    reading.colour = found.value if found else reading.colour
    return found.end if found else at


def _look(reading: Casting, tokens: list[str], at: int) -> int:
    hits = [(name, found) for name, lexicon in LOOKS.items() if (found := lexicon.at(tokens, at))]
    if not hits:
        return at
    name, found = max(hits, key=lambda hit: hit[1].end)
    said: dict[str, Any] = {name: found.value}
    if name == "garment":
        said["garment_colour"] = reading.colour
        reading.colour = ""
    if name == "age":
        reading.waiting |= said
    else:
        _tell(reading, tokens, found.end, **said)
    return found.end


def _deed(reading: Casting, tokens: list[str], at: int) -> int:
    mood, deed, held = MOOD.at(tokens, at), ACTIONS.at(tokens, at), HELD.at(tokens, at)
    if mood and (not deed or mood.value is not Mood.NEUTRAL):
        _tell(reading, tokens, mood.end, mood=mood.value)
    if deed:
        _act(reading, deed.value)
    if held and not (held.phrase.endswith("s") and held.phrase not in ONE):
        _hold(reading, held.value)
    return max([at, *(found.end for found in (mood, deed, held) if found)])


def _leads(tokens: list[str], at: int) -> bool:
    """Whether somebody is named in the next two words: what was said before them is said of them."""
    return any(
        (WHO.at(tokens, k) and tokens[k] not in PRONOUNS) or is_name(tokens[k]) for k in (at, at + 1) if k < len(tokens)
    )


def _tell(reading: Casting, tokens: list[str], end: int, **looks: Any) -> None:
    if _leads(tokens, end):
        reading.waiting |= looks
    else:
        reading.say(**looks)


def _act(reading: Casting, action: str) -> None:
    if not reading.cast:
        reading.waiting.setdefault("action", action)
    first = len(reading.cast) - max(1, reading.group)
    for index in range(max(0, first), len(reading.cast)):
        known = reading.cast[index].action
        if not known or known in ("stand", "look back") or action in ("aim", "phone"):
            reading.cast[index] = replace(reading.cast[index], action=action)


def _hold(reading: Casting, thing: str) -> None:
    if reading.cast and not reading.cast[-1].holding:
        reading.cast[-1] = replace(reading.cast[-1], holding=thing)


def clothing(tokens: list[str]) -> list[str]:
    """The tokens with what people wear blanked, so that a trench coat is no trench."""
    kept = list(tokens)
    for name in ("garment", "hat", "hair", "hair_colour"):
        for found in LOOKS[name].find(tokens):
            kept[found.start : found.end] = [""] * (found.end - found.start)
    return kept


def _together(people: list[Person]) -> tuple[Person, ...]:
    """What takes two is done by both."""
    shared = next((p.action for p in people if p.action in BOTH_DO), "")
    return tuple(replace(p, action=shared) if shared and p.action in ("", "stand") else p for p in people)
