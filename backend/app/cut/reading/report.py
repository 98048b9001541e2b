"""What an editor changed: their cut beside ours, clip by clip."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from app.cut import naming
from app.cut.reading.reader import ReadClip
from app.cut.reading.schemas import CutChange, CutReport, Played
from app.cut.schemas import Cut, CutClip


class Pair(NamedTuple):
    ours: CutClip
    theirs: ReadClip


def compare(name: str, cut: Cut, theirs: Sequence[ReadClip]) -> CutReport:
    played = sorted(theirs, key=lambda clip: clip.at)
    pairs, added = _matched(cut.clips, played)
    kept, moved = {pair.ours.id for pair in pairs}, _moved(pairs, cut.clips)
    changes = [
        *(_gone(clip) for clip in cut.clips if clip.id not in kept),
        *(_new(clip) for clip in added),
        *(change for pair in pairs for change in _changed(pair, moved)),
    ]
    touched = {change.clip_id for change in changes if change.clip_id}
    return CutReport(
        name=name,
        clips=len(played),
        frames=max((clip.at + clip.frames for clip in played), default=0),
        frames_here=cut.frames,
        unchanged=sum(pair.ours.id not in touched for pair in pairs),
        changes=sorted(changes, key=_place),
    )


def _matched(ours: Sequence[CutClip], theirs: Sequence[ReadClip]) -> tuple[list[Pair], list[ReadClip]]:
    """Pairs in their order, and what of theirs is none of ours. The surest sign decides first: a clip's own id, its
    take, at last its shot alone, since an editor may have laid another take in its place."""
    free = list(ours)
    found: dict[int, CutClip] = {}
    for sign in (_same_clip, _same_take, _same_shot):
        for place, clip in enumerate(theirs):
            match = next((each for each in free if place not in found and sign(each, clip)), None)
            if match:
                found[place] = match
                free.remove(match)
    pairs = [Pair(found[place], clip) for place, clip in enumerate(theirs) if place in found]
    return pairs, [clip for place, clip in enumerate(theirs) if place not in found]


def _same_clip(ours: CutClip, theirs: ReadClip) -> bool:
    same_take = ours.take_id is None or _take(theirs) in {"", naming.short(ours.take_id)}
    return ours.id in {theirs.clip_id, naming.card(theirs.name)} and same_take


def _same_take(ours: CutClip, theirs: ReadClip) -> bool:
    return ours.take_id is not None and _take(theirs) == naming.short(ours.take_id)


def _same_shot(ours: CutClip, theirs: ReadClip) -> bool:
    return bool(ours.code) and _code(theirs) == ours.code


def _take(clip: ReadClip) -> str:
    named = naming.read(clip.name) or naming.read(clip.url)
    return naming.short(clip.take_id) if clip.take_id else named.take if named else ""


def _code(clip: ReadClip) -> str:
    named = naming.read(clip.name) or naming.read(clip.url)
    return named.code if named else ""


def _moved(pairs: Sequence[Pair], ours: Sequence[CutClip]) -> set[str]:
    """The fewest clips that would have to be moved: all that stand outside the longest run that kept its order."""
    places = {clip.id: place for place, clip in enumerate(ours)}
    order = [places[pair.ours.id] for pair in pairs]
    kept = set(_longest_rising(order))
    return {pair.ours.id for pair, place in zip(pairs, order, strict=True) if place not in kept}


def _longest_rising(order: Sequence[int]) -> list[int]:
    """By patience sorting; C. Schensted, "Longest Increasing and Decreasing Subsequences" (1961)."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for each in order:
        pile = bisect_left(ends, each)
        before[each] = ends[pile - 1] if pile else None
        ends[pile : pile + 1] = [each]
    return list(_back(ends[-1] if ends else None, before))


def _back(last: int | None, before: dict[int, int | None]) -> Iterator[int]:
    while last is not None:
        yield last
        last = before[last]


def _changed(pair: Pair, moved: set[str]) -> Iterator[CutChange]:
    ours, theirs = pair
    if ours.id in moved:
        yield _change("moved", pair)
    if ours.take_id and _take(theirs) and _take(theirs) != naming.short(ours.take_id):
        yield _change("retaken", pair)
    starts_elsewhere = ours.media == "video" and ours.start != theirs.start
    if ours.frames != theirs.frames or starts_elsewhere:
        yield _change("retimed", pair)


def _change(kind: Literal["moved", "retimed", "retaken"], pair: Pair) -> CutChange:
    ours, theirs = pair
    return CutChange(
        kind=kind,
        name=theirs.name,
        code=ours.code,
        clip_id=ours.id,
        shot_id=ours.shot_id,
        before=_played(ours),
        after=_played(theirs),
    )


def _gone(clip: CutClip) -> CutChange:
    return CutChange(
        kind="removed",
        name=clip.text,
        code=clip.code,
        clip_id=clip.id,
        shot_id=clip.shot_id,
        before=_played(clip),
        after=None,
    )


def _new(clip: ReadClip) -> CutChange:
    named = naming.read(clip.name) or naming.read(clip.url)
    code = named.code if named else ""
    return CutChange(
        kind="added", name=clip.name, code=code, clip_id=None, shot_id=None, before=None, after=_played(clip)
    )


def _played(clip: CutClip | ReadClip) -> Played:
    return Played(at=clip.at, start=clip.start, frames=clip.frames)


def _place(change: CutChange) -> int:
    played = change.after or change.before
    return played.at if played else 0
