"""Plain words out of free text, and tables of phrases matched against them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.pipelines.storyboard.brief.action_words import IRREGULAR

LONGEST = 400
"""Words of a prompt that are read."""
VOWELS = "aeiou"

T = TypeVar("T")


def words(text: str) -> list[str]:
    """Lower case, no accents, apostrophes or hyphens; commas and full stops stay as words of their own."""
    plain = unicodedata.normalize("NFKD", text[:8000]).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+|[.,;:!?]", plain.replace("'", "").replace("t-shirt", "tshirt"))[:LONGEST]


@dataclass(frozen=True)
class Found(Generic[T]):
    value: T
    start: int
    end: int
    phrase: str


class Lexicon(Generic[T]):
    """Phrases to values. The longest phrase at a place wins; each phrase is known in the plural too."""

    def __init__(self, table: Mapping[T, str], verbs: bool = False) -> None:
        self._entries: dict[tuple[str, ...], T] = {}
        for value, listed in table.items():
            for phrase in listed.split(","):
                self._learn(tuple(words(phrase)), value, verbs)
        self._longest = max(map(len, self._entries), default=0)

    def find(self, tokens: list[str]) -> Iterator[Found[T]]:
        at = 0
        while at < len(tokens):
            found = self.at(tokens, at)
            if found:
                yield found
            at = found.end if found else at + 1

    def first(self, tokens: list[str]) -> T | None:
        return next((found.value for found in self.find(tokens)), None)

    def at(self, tokens: list[str], start: int) -> Found[T] | None:
        for length in range(min(self._longest, len(tokens) - start), 0, -1):
            key = tuple(tokens[start : start + length])
            if key in self._entries:
                return Found(self._entries[key], start, start + length, " ".join(key))
        return None

    def _learn(self, phrase: tuple[str, ...], value: T, verbs: bool) -> None:
        if not phrase:
            return
        self._entries.setdefault(phrase, value)
        if verbs:
            for form in inflected(phrase[0]):
                self._entries.setdefault((form, *phrase[1:]), value)
        else:
            self._entries.setdefault((*phrase[:-1], plural(phrase[-1])), value)


def plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def inflected(verb: str) -> Iterator[str]:
    yield from IRREGULAR.get(verb, "").split()
    yield plural(verb)
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    if verb.endswith("ie"):
        stem = verb[:-2] + "y"
    elif len(verb) < 6 and verb[-1] not in "wxy" + VOWELS and verb[-2:-1] in VOWELS and verb[-3:-2] not in VOWELS:
        stem = verb + verb[-1]
    yield stem + "ing"
    yield (verb[:-1] + "ied") if verb.endswith("y") and verb[-2:-1] not in VOWELS else stem + "ed"
