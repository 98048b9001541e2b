"""The shot list as a first assistant director checks it: does it cut, how long is it, in what order is it made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.agents.changes import Target, rewrite
from app.agents.material import Material
from app.agents.rules import coverage
from app.agents.rules.camera import OTHER, parted, size_of, width
from app.agents.rules.location_scout import places
from app.agents.rules.writing import clock, listed, plural, says, table
from app.agents.schemas import Advice, Change, Finding, Part
from app.screenplay.breakdown.camera import camera, framing
from app.screenplay.breakdown.timing import action_seconds, rounded, speech_seconds
from app.story.schemas import Shot

_LONG = 12.0  # seconds: a shot that no one cuts away from
_SLACK = 1.0  # seconds between the planned time and what is said in it


def advise(material: Material) -> Advice:
    changes = [*_timed(material), *_framed(material), *_cut(material), *coverage.missing(material)]
    return Advice(findings=[_time(material), *_lists(material), _order(material), *_long(material)], changes=changes)


def _time(material: Material) -> Finding:
    shots = [shot for scene in material.scenes for shot in scene.shots]
    whole = sum(shot.duration for shot in shots)
    mean = f", {whole / len(shots):.1f} s a shot" if shots else ""
    return says("Running time", f"{plural(len(shots), 'shot')}, {clock(whole)} together{mean}.")


def _lists(material: Material) -> Iterator[Finding]:
    for scene in material.scenes:
        rows = [(shot.id, _row(material, shot)) for shot in scene.shots]
        text = f"{scene.slug}. {clock(sum(shot.duration for shot in scene.shots))}."
        yield table(f"{scene.code} shot list", text, ("Shot", "Framing", "Angle", "Movement", "#Time", "Who"), rows)


def _row(material: Material, shot: Shot) -> list[object]:
    size, angle, move = parted(shot.framing)
    names = {player.id: player.name for player in material.cast}
    who = listed([names[each] for each in shot.character_ids if each in names])
    return [shot.code, size, angle or "eye level", move or "static", f"{shot.duration:g} s", who]


def _order(material: Material) -> Finding:
    """Place by place, and in each the wide shots first: what is drawn later can take what is seen in them."""
    rows: list[tuple[str | None, Sequence[object]]] = []
    for place, scenes in places(material).items():
        shots = [
            (scene, shot) for scene in scenes for shot in sorted(scene.shots, key=lambda shot: width(shot.framing))
        ]
        codes = [f"{scene.code} {shot.code}" for scene, shot in shots]
        rows.append((None, [len(rows) + 1, place.capitalize(), len(codes), listed(codes, 6)]))
    text = "Place by place, wide shots first: they settle the look that the close ones need."
    return table("Order of generation", text, ("#Turn", "Place", "#Shots", "First"), rows)


def _long(material: Material) -> Iterator[Finding]:
    codes = [f"{scene.code} {shot.code}" for scene in material.scenes for shot in scene.shots if shot.duration > _LONG]
    if codes:
        yield says("Long shots", f"{listed(codes)}: more than {_LONG:g} s without a cut.", asks=True)


def seconds_of(shot: Shot) -> float:
    """What happens and is said in it, at the pace of film."""
    spoken = [re.sub(r"^[^:]{1,60}: ", "", line) for line in shot.dialogue.splitlines() if line.strip()]
    if spoken:
        return rounded(sum(map(speech_seconds, spoken)))
    return rounded(action_seconds(shot.action))


def _timed(material: Material) -> Iterator[Change]:
    for scene in material.scenes:
        for shot in scene.shots:
            needs = seconds_of(shot)
            if not shot.duration and (shot.action or shot.dialogue):
                why = "No time was planned: this is what its action and dialogue take."
            elif shot.dialogue and shot.duration + _SLACK < needs:
                why = f"Its dialogue alone takes {needs:g} s."
            else:
                continue
            yield rewrite(material.stand, Target(Part.SHOT, shot.id, "duration"), needs, why)


def _framed(material: Material) -> Iterator[Change]:
    for scene in material.scenes:
        outside = not scene.slug.upper().startswith("INT")
        for shot in scene.shots:
            if not shot.framing and shot.action:
                near = framing(shot.action, len(shot.character_ids), outside=outside)
                why = "What the words of its action ask of the camera."
                target = Target(Part.SHOT, shot.id, "framing")
                yield rewrite(material.stand, target, camera(near, shot.action), why)


def _cut(material: Material) -> Iterator[Change]:
    """Two shots of one size on the same people: the cut between them jumps."""
    for scene in material.scenes:
        changed = set[str]()
        for one, other in pairwise(scene.shots):
            size = size_of(other.framing)
            same = size and size == size_of(one.framing) and other.character_ids and _who(one) == _who(other)
            if same and one.id not in changed:
                changed.add(other.id)
                _, angle, move = parted(other.framing)
                line = ", ".join(filter(None, [OTHER[size], angle, move]))
                why = f"{one.code} before it is the same size on the same people: this cut would jump."
                yield rewrite(material.stand, Target(Part.SHOT, other.id, "framing"), line, why)


def _who(shot: Shot) -> set[str]:
    return set(shot.character_ids)
