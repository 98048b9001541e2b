"""Known characters in a prompt: their names become words of their own, and who is meant by "a woman" is found out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.pipelines.storyboard.brief.model import Known, Mood, Person
from app.pipelines.storyboard.brief.words import Lexicon

MARK = "@"
"""No word of a prompt begins with it."""


def named(tokens: list[str], known: Sequence[Known]) -> list[str]:
    """The tokens, each name of a known character as `@` with its place among them."""
    lexicon = Lexicon({index: ",".join(who.names) for index, who in enumerate(known)})
    made, at = [], 0
    while at < len(tokens):
        found = lexicon.at(tokens, at)
        made.append(f"{MARK}{found.value}" if found else tokens[at])
        at = found.end if found else at + 1
    return made


def is_name(token: str) -> bool:
    return token.startswith(MARK)


def place_of(token: str) -> int:
    return int(token.removeprefix(MARK))


def stand_in(people: Sequence[Person], known: Person) -> int | None:
    """Which of the people nobody has a name for may be that character."""
    fits = [k for k, person in enumerate(people) if not person.name and person.sex == known.sex]
    alike = [k for k in fits if people[k].age == known.age]
    return next(iter(alike + fits), None)


def as_known(known: Person, said: Person) -> Person:
    """The character, doing and wearing what was said of a stranger."""
    mood = said.mood if said.mood is not Mood.NEUTRAL else known.mood
    return replace(
        known,
        action=said.action or known.action,
        mood=mood,
        role=said.role,
        garment=said.garment or known.garment,
        garment_colour=said.garment_colour,
        hat=said.hat or known.hat,
        holding=said.holding,
    )
