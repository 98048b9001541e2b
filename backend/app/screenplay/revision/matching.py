"""Which scene of a new draft is which of the film's: by its words first, then by how many of them it shares."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from app.screenplay.script.scenes import ScriptScene

_ALIKE = 0.4  # of the word pairs of both: the same scene, edited
_SAME_PLACE = 0.15  # is enough under the same slug line
_TAKEN = 0.6  # of a scene's word pairs: it came out of another one, or went into it
_ENOUGH = 6  # word pairs below which taking proves nothing


@dataclass(frozen=True)
class Known:
    """A scene of the film. One made by hand has no words: its slug line alone can tell it."""

    id: str
    slug: str
    text_hash: str
    words: tuple[str, ...] = ()
    by_hand: bool = False

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Words with the one behind: single ones are too much alike everywhere."""
        return frozenset(pairwise(self.words))


@dataclass(frozen=True)
class Match:
    """What a scene of the draft is: `known` is its id in the film, None for a new one. `split_from` and `merged` are
    ids of scenes that words of it came from."""

    known: str | None = None
    changed: bool = False
    moved: bool = False
    split_from: str | None = None
    merged: tuple[str, ...] = field(default=())


def match(known: Sequence[Known], scenes: Sequence[ScriptScene]) -> list[Match]:
    """One for each of `scenes`; no two have the same `known`."""
    new = [_as_known(index, scene) for index, scene in enumerate(scenes)]
    pairs = _exact(known, new)
    pairs |= _similar(known, new, pairs)
    pairs |= _rewritten(known, new, pairs)
    order = {each.id: place for place, each in enumerate(known)}
    stays = _longest_run([order[known[pairs[index]].id] for index in sorted(pairs)])
    return list(_told(known, new, pairs, stays))


def _as_known(index: int, scene: ScriptScene) -> Known:
    return Known(str(index), scene.slug_line, scene.text_hash, scene.words)


def _exact(known: Sequence[Known], new: Sequence[Known]) -> dict[int, int]:
    places: dict[str, list[int]] = {}
    for place, each in enumerate(known):
        places.setdefault(each.text_hash, []).append(place)
    return {index: places[each.text_hash].pop(0) for index, each in enumerate(new) if places.get(each.text_hash)}


def _similar(known: Sequence[Known], new: Sequence[Known], pairs: dict[int, int]) -> dict[int, int]:
    """The most alike first."""
    taken = set(pairs.values())
    likeness = [
        (-_likeness(each, other), abs(index - place), index, place)
        for index, each in enumerate(new)
        if index not in pairs
        for place, other in enumerate(known)
        if place not in taken
    ]
    found: dict[int, int] = {}
    for score, _, index, place in sorted(likeness):
        enough = _SAME_PLACE if _same_slug(new[index], known[place]) else _ALIKE
        if -score >= enough and index not in found and place not in found.values():
            found[index] = place
    return found


def _rewritten(known: Sequence[Known], new: Sequence[Known], pairs: dict[int, int]) -> dict[int, int]:
    """Under the same slug line, between the same neighbours: all its words are new, and it is still that scene."""
    taken, found = set(pairs.values()), dict[int, int]()
    for index, each in enumerate(new):
        if index in pairs:
            continue
        before = (pairs | found).get(index - 1, -1 if index == 0 else None)
        if before is None or before + 1 >= len(known):
            continue
        if before + 1 not in taken and _same_slug(each, known[before + 1]):
            found[index] = before + 1
            taken.add(before + 1)
    return found


def _told(known: Sequence[Known], new: Sequence[Known], pairs: dict[int, int], stays: set[int]) -> Iterator[Match]:
    left = [place for place in range(len(known)) if place not in pairs.values()]
    into = {place: index for place in left if (index := _swallowed(known[place], new, pairs)) is not None}
    for index, each in enumerate(new):
        merged = tuple(known[place].id for place, target in into.items() if target == index)
        if index in pairs:
            other = known[pairs[index]]
            changed, moved = each.text_hash != other.text_hash, pairs[index] not in stays
            yield Match(other.id, changed=changed, moved=moved, merged=merged)
        else:
            yield replace(_split(each, known, pairs), merged=merged)


def _split(each: Known, known: Sequence[Known], pairs: dict[int, int]) -> Match:
    """Out of a scene that goes on beside it."""
    shares = [(_share(each, known[place]), -place) for place in pairs.values()]
    best = max(shares, default=(0.0, 0))
    return Match(split_from=known[-best[1]].id) if best[0] >= _TAKEN else Match()


def _swallowed(gone: Known, new: Sequence[Known], pairs: dict[int, int]) -> int | None:
    """The scene that has its words now."""
    shares = [(_share(gone, new[index]), -index) for index in pairs]
    best = max(shares, default=(0.0, 0))
    return -best[1] if best[0] >= _TAKEN else None


def _likeness(one: Known, other: Known) -> float:
    """0 to 1: the pairs of words that both have, of all (Dice)."""
    if other.by_hand:
        return float(_same_slug(one, other))
    total = len(one.pairs) + len(other.pairs)
    return 2 * len(one.pairs & other.pairs) / total if total else 0.0


def _share(part: Known, whole: Known) -> float:
    """How much of `part` stands in `whole`."""
    total = len(part.pairs)
    return len(part.pairs & whole.pairs) / total if total >= _ENOUGH else 0.0


def _same_slug(one: Known, other: Known) -> bool:
    return " ".join(one.slug.casefold().split()) == " ".join(other.slug.casefold().split())


def _longest_run(places: Sequence[int]) -> set[int]:
    """The longest increasing part of them: what is not in it has moved (patience sorting)."""
    tails: list[int] = []
    heads: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(tails, place)
        before[place] = heads[at - 1] if at else None
        tails[at : at + 1] = [place]
        heads[at : at + 1] = [place]
    found, place_or_none = set[int](), heads[-1] if heads else None
    while place_or_none is not None:
        found.add(place_or_none)
        place_or_none = before[place_or_none]
    return found
