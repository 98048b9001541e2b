"""A scene's heading within a prompt, as screenplays write it: INT. or EXT., the place, the time."""

from __future__ import annotations

from itertools import dropwhile, takewhile
from typing import NamedTuple

_SIDES = {"int": True, "ext": False}
_STOPS = frozenset(".,;:!?")


class Heading(NamedTuple):
    indoors: bool
    words: list[str]
    """Of place and time."""


def heading(tokens: list[str]) -> Heading | None:
    """The first one. What plays on both sides (INT./EXT.) is seen from the one named first."""
    at = next((at for at, token in enumerate(tokens) if token in _SIDES), None)
    if at is None:
        return None
    rest = dropwhile(lambda token: token in _STOPS or token in _SIDES, tokens[at:])
    return Heading(_SIDES[tokens[at]], list(takewhile(lambda token: token not in _STOPS, rest)))
