"""A first shot list: a paragraph of action is a shot, an exchange is covered, a new place is shown first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from app.screenplay.breakdown import timing
from app.screenplay.breakdown.camera import camera, framing
from app.screenplay.breakdown.coverage import Speech, Take, cover
from app.screenplay.fountain.elements import SPOKEN, Element, Kind
from app.screenplay.fountain.emphasis import plain
from app.screenplay.script.presence import apart, present, shown
from app.screenplay.script.scenes import ScriptScene

_MOST = 80  # of one scene; whoever needs more plans them by hand
_ESTABLISHING = 3.0  # seconds
_SHE = re.compile(r"\b(?:she|he)\b", re.IGNORECASE)
_THEY = re.compile(r"\bthey\b", re.IGNORECASE)


class PlannedShot(NamedTuple):
    """`people` are names as the screenplay has them; `duration` is in seconds."""

    framing: str
    action: str
    dialogue: str
    duration: float
    people: tuple[str, ...]


def shot_list(scene: ScriptScene, names: Sequence[str], *, new_place: bool) -> list[PlannedShot]:
    """`names` are those of the whole cast."""
    there = present(scene, names)
    planned = _followed([shot for own in _beats(scene) for shot in _shots(own, scene, there)], there)
    if new_place and not (planned and planned[0].framing.startswith(("Wide", "Extreme wide"))):
        planned.insert(0, _establishing(scene))
    return planned[:_MOST]


def _establishing(scene: ScriptScene) -> PlannedShot:
    words = ", ".join(filter(None, (scene.slug.location, scene.time))).capitalize()
    return PlannedShot("Wide shot, establishing", words, "", _ESTABLISHING, ())


def _beats(scene: ScriptScene) -> Iterator[list[Element]]:
    """Paragraphs of action one by one, speeches that follow each other together."""
    told = [each for each in scene.elements if each.kind is Kind.ACTION or each.kind in SPOKEN]
    for spoken, group in groupby(told, key=lambda each: each.kind in SPOKEN):
        if spoken:
            yield list(group)
        else:
            yield from ([each] for each in group)


def _shots(beat: Sequence[Element], scene: ScriptScene, there: Sequence[str]) -> Iterator[PlannedShot]:
    if beat[0].kind is Kind.ACTION:
        yield _action(beat[0], scene, there)
        return
    for take in cover(_speeches(beat), others=len(there) > 1):
        yield _spoken(take)


def _action(element: Element, scene: ScriptScene, there: Sequence[str]) -> PlannedShot:
    text = " ".join(plain(element.text).split())
    people = tuple(name for name in there if f" {shown(name).casefold()}" in f" {text.casefold()}")
    near = framing(text, len(people), outside=scene.slug.setting != "INT")
    return PlannedShot(camera(near, text), text, "", timing.rounded(timing.action_seconds(text)), people)


def _followed(planned: Sequence[PlannedShot], there: Sequence[str]) -> list[PlannedShot]:
    """Whom an action calls `she` or `he` alone is whom the shot before was about; `they` are all."""
    found: list[PlannedShot] = []
    subject: tuple[str, ...] = ()
    for shot in planned:
        meant = tuple(there) if _THEY.search(shot.action) else subject if _SHE.search(shot.action) else ()
        found.append(shot._replace(people=shot.people or meant))
        subject = _subject(found[-1]) or subject
    return found


def _subject(shot: PlannedShot) -> tuple[str, ...]:
    """Whom an action names first, or who spoke last."""
    if shot.dialogue:
        return shot.people[-1:]
    text = shot.action.casefold()
    return tuple(sorted(shot.people, key=lambda name: text.find(shown(name).casefold())))[:1]


def _spoken(take: Take) -> PlannedShot:
    said = "\n".join(f"{speech.name}: {speech.words}" for speech in take.speeches)
    seconds = sum(speech.seconds for speech in take.speeches)
    return PlannedShot(take.framing, _described(take), said, timing.rounded(seconds), tuple(take.names))


def _described(take: Take) -> str:
    names = [shown(name) for name in take.names]
    directions = dict.fromkeys(speech.direction for speech in take.speeches if speech.direction)
    doing = f"{' and '.join(names)} {'talk' if len(names) > 1 else 'speaks'}" if names else "A voice is heard"
    return ", ".join([doing, *directions])


def _speeches(beat: Sequence[Element]) -> list[Speech]:
    found: list[Speech] = []
    for each in beat:
        text = " ".join(plain(each.text).split())
        if each.kind is Kind.CHARACTER or not found:
            found.append(Speech(text if each.kind is Kind.CHARACTER else "", "", "", apart(each.detail)))
        elif each.kind is Kind.PARENTHETICAL:
            found[-1] = found[-1]._replace(direction=text.strip("()"))
        else:
            found[-1] = found[-1]._replace(words=f"{found[-1].words} {text}".strip())
    return [speech for speech in found if speech.words]
