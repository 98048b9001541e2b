"""Who plays: in which scenes, with how much to say, and with what face."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.agents.changes import Target, rewrite
from app.agents.material import Material, Player
from app.agents.rules.writing import listed, plural, says, table
from app.agents.schemas import Advice, Finding, Part, Rewrite
from app.files.names import fold
from app.screenplay.casting import introductions
from app.screenplay.script.presence import Part as Role
from app.screenplay.script.presence import present, shown
from app.story.schemas import Scene, Shot

_MANY_SHOTS = 4  # from here on, or over two scenes, nobody stays the same person without a LoRA


def advise(material: Material) -> Advice:
    findings = [_cast(material), _presence(material), *_missing(material)]
    return Advice(findings=findings, changes=[*_descriptions(material), *_scenes(material), *_shots(material)])


def needs_face(material: Material, player: Player) -> bool:
    return bool(_shots_of(material, player)) and not player.has_face


def needs_lora(material: Material, player: Player) -> bool:
    """To be recognised from one place to the next, or through many shots of one."""
    shots = _shots_of(material, player)
    scenes = {material.tree.scene_of(shot.id).id for shot in shots}
    return (len(scenes) > 1 or len(shots) >= _MANY_SHOTS) and not player.trained


def _cast(material: Material) -> Finding:
    roles = {fold(role.shown): role for role in (material.script.parts if material.script else [])}
    rows = [
        (player.id, _line(material, player, roles.get(fold(player.name))))
        for player in sorted(material.cast, key=lambda player: -len(_shots_of(material, player)))
    ]
    text = "" if rows else "This film has no characters yet: import a screenplay, or create one."
    return table("Cast", text, ("Character", "#Scenes", "#Speeches", "#Words", "#Shots", "Face", "LoRA"), rows)


def _line(material: Material, player: Player, role: Role | None) -> list[object]:
    scenes = sum(_is_in(player, scene) for scene in material.scenes)
    said = [role.speeches, role.words] if role else ["—", "—"]
    face = "there" if player.has_face else "missing" if needs_face(material, player) else "not needed"
    lora = "trained" if player.trained else "advised" if needs_lora(material, player) else "not needed"
    return [player.name, scenes, *said, len(_shots_of(material, player)), face, lora]


def _presence(material: Material) -> Finding:
    rows = [(scene.id, [scene.code, scene.slug, listed(scene.characters) or "nobody"]) for scene in material.scenes]
    return table("Presence", "", ("Scene", "Slug line", "Who is there"), rows)


def _missing(material: Material) -> Iterator[Finding]:
    faceless = [player.name for player in material.cast if needs_face(material, player)]
    if faceless:
        has = "has" if len(faceless) == 1 else "have"
        text = f"{listed(faceless)} {has} no base face: have one drawn or upload one before generating their shots."
        yield says("Faces to cast", text, asks=True)
    drifting = [player.name for player in material.cast if needs_lora(material, player)]
    if drifting:
        text = f"{listed(drifting)} must stay the same person from scene to scene: train a LoRA once the face is there."
        yield says("LoRAs to train", text, asks=True)
    idle = [player.name for player in material.cast if not _shots_of(material, player)]
    if idle:
        yield says("In no shot", f"{plural(len(idle), 'character')} in no shot: {listed(idle)}.", asks=True)


def _descriptions(material: Material) -> Iterator[Rewrite]:
    """The writer's own introduction, for whom nobody has described."""
    for player in material.cast:
        role = next((role for role in _roles(material) if fold(role.shown) == fold(player.name)), None)
        found = next(introductions(role, list(material.written.values())), "") if role else ""
        if found and not player.record.description:
            why = "How the screenplay introduces them."
            yield rewrite(material.stand, Target(Part.CHARACTER, player.id, "description"), found, why)


def _scenes(material: Material) -> Iterator[Rewrite]:
    for scene in material.scenes:
        written = material.written.get(scene.id)
        there = [shown(name) for name in present(written, material.names)] if written else []
        known = {fold(name) for name in scene.characters}
        more = [name for name in there if fold(name) not in known]
        if more:
            why = f"The scene's words have {listed(more)} in it."
            yield rewrite(material.stand, Target(Part.SCENE, scene.id, "characters"), [*scene.characters, *more], why)


def _shots(material: Material) -> Iterator[Rewrite]:
    """Whom a shot's action names is in its picture."""
    for scene in material.scenes:
        for shot in scene.shots:
            named = [p for p in material.cast if p.id not in shot.character_ids and _names(shot.action, p.name)]
            if named:
                why = f"The action names {listed([player.name for player in named])}."
                ids = [*shot.character_ids, *(player.id for player in named)]
                yield rewrite(material.stand, Target(Part.SHOT, shot.id, "character_ids"), ids, why)


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _roles(material: Material) -> Sequence[Role]:
    return material.script.parts if material.script else []


def _is_in(player: Player, scene: Scene) -> bool:
    return fold(player.name) in {fold(name) for name in scene.characters}


def _shots_of(material: Material, player: Player) -> list[Shot]:
    return [shot for scene in material.scenes for shot in scene.shots if player.id in shot.character_ids]
