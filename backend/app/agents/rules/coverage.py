"""Is everything that the screenplay tells shown by some shot, and is anybody seen from near?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.agents.changes import new_shot
from app.agents.material import Material, Player
from app.agents.rules.camera import size_of
from app.agents.rules.location_scout import place_of
from app.agents.schemas import Change
from app.files.names import fold
from app.screenplay.breakdown.shots import PlannedShot, shot_list
from app.screenplay.script.presence import shown
from app.screenplay.script.scenes import ScriptScene
from app.story.schemas import Scene, Shot, ShotCreate


def missing(material: Material) -> Iterator[Change]:
    """Shots for what the screenplay tells and no shot shows, each in front of what follows it."""
    ids = {fold(player.name): player.id for player in material.cast}
    place = ""
    for scene in material.scenes:
        written = material.written.get(scene.id)
        here = place_of(scene, written)
        if written:
            planned = shot_list(written, material.names, new_place=here != place)
            yield from _untold(material, scene, planned, ids)
            yield from _closer(material, scene, written)
        place = here


def _untold(
    material: Material, scene: Scene, planned: Sequence[PlannedShot], ids: Mapping[str, str]
) -> Iterator[Change]:
    following: str | None = None
    found: list[Change] = []
    for shot in reversed(planned):
        there = next((own for own in scene.shots if _tells(own, shot)), None)
        if there:
            following = there.id
        else:
            found.append(_shot(material, scene, shot, following, ids))
    yield from reversed(found)


def _tells(own: Shot, planned: PlannedShot) -> bool:
    if planned.dialogue:
        return all(_words(line) in _words(own.dialogue) for line in planned.dialogue.splitlines())
    return _words(planned.action) in _words(own.action) or planned.framing == own.framing == "Wide shot, establishing"


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _shot(material: Material, scene: Scene, shot: PlannedShot, following: str | None, ids: Mapping[str, str]) -> Change:
    wanted = ShotCreate(
        scene_id=scene.id,
        before=following,
        framing=shot.framing[:500],
        action=shot.action[:20_000],
        dialogue=shot.dialogue[:20_000],
        duration=shot.duration,
        character_ids=[ids[fold(shown(name))] for name in shot.people if fold(shown(name)) in ids],
    )
    return new_shot(material.stand, wanted, "The screenplay tells this, and no shot shows it.")


def _closer(material: Material, scene: Scene, written: ScriptScene) -> Iterator[Change]:
    """A scene in which people speak and nobody is ever seen near lacks the shot that it is about."""
    sizes = {size_of(shot.framing) for shot in scene.shots}
    talks = [shot for shot in scene.shots if shot.dialogue and shot.character_ids]
    if not talks or sizes & {"close-up", "extreme close-up", "medium close-up"}:
        return
    player = _listener(material, talks[-1])
    if player:
        wanted = ShotCreate(
            scene_id=scene.id,
            before=_after(scene, talks[-1]),
            framing="Close-up",
            action=f"{player.name} takes in what was said.",
            duration=2.0,
            character_ids=[player.id],
        )
        yield new_shot(material.stand, wanted, f"{written.slug_line}: people talk, and nobody is seen from near.")


def _listener(material: Material, shot: Shot) -> Player | None:
    """Who hears the last words; the speaker, where nobody else is there."""
    speaker = fold(shot.dialogue.splitlines()[-1].partition(":")[0])
    there = [player for player in material.cast if player.id in shot.character_ids]
    return next((player for player in there if fold(player.name) != speaker), next(iter(there), None))


def _after(scene: Scene, shot: Shot) -> str | None:
    later = scene.shots[scene.shots.index(shot) + 1 :]
    return later[0].id if later else None
