"""Which takes are to be made: only what is lacking, so that a batch that was cut short can be asked for again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.cut.schemas import Cut
from app.cut.shooting.schemas import ShootWish
from app.cut.timeline import Footage
from app.projects.schemas import Quality
from app.story.prompts import mood, prompt_of
from app.story.schemas import Scene
from app.takes.schemas import Take
from app.tasks.schemas import ASSET, Parameters, TaskCreate, TaskType
from app.tasks.tiers import tier

_RANK = {Quality.DRAFT: 0, Quality.STANDARD: 1, Quality.PREMIUM: 2}
_OF_TIER = ("steps", "cfg_scale", "sampler")
_LOOKS = ("location", "style")


def aimed(wish: ShootWish, footage: Footage, cut: Cut, quality: Quality) -> list[str]:
    """Shots in the story's order."""
    wanted = _WANTED[wish.what](footage, cut, quality)
    return [shot.id for shot in footage.tree.shots() if shot.id in wanted and _meant(wish, footage, shot.id)]


def task_of(wish: ShootWish, footage: Footage, cut: Cut, quality: Quality, shot_id: str) -> TaskCreate | None:
    """None for a shot that says nothing."""
    if wish.what == "promote":
        return again(footage, promotable(footage, cut, quality)[shot_id], quality)
    scene, shot = footage.shots[shot_id]
    prompt = prompt_of(footage.tree, shot, scene, footage.style)
    if not prompt:
        return None
    return TaskCreate(
        type=TaskType.TEXT_TO_IMAGE,
        prompt=prompt,
        shot_id=shot.id,
        character_ids=shot.character_ids,
        quality_preset=quality,
        parameters=Parameters(negative_prompt=mood(scene.beat).against or None, location=_location(footage, scene)),
    )


def _location(footage: Footage, scene: Scene) -> str | None:
    picture = footage.locations.get(scene.id)
    return f"{ASSET}{picture.id}" if picture else None


def promotable(footage: Footage, cut: Cut, quality: Quality) -> Mapping[str, Take]:
    """The takes of lower tiers that the cut plays, by their shots."""
    playing = ((clip.shot_id, footage.by_id.get(clip.take_id or "")) for clip in cut.clips)
    return {
        shot: take for shot, take in playing if shot and take and _RANK[Quality(take.quality_preset)] < _RANK[quality]
    }


def again(footage: Footage, take: Take, quality: Quality) -> TaskCreate:
    """The same with the same seed, at another tier; without the look of a picture that the film has no more."""
    before = tier(Quality(take.quality_preset)).model_dump()
    wishes = {name: value for name, value in take.parameters.items() if not _says(before, name, value)}
    own = {name: value for name, value in wishes.items() if name not in _LOOKS or footage.has(value)}
    return TaskCreate(
        type=TaskType(take.task_type),
        prompt=take.prompt,
        shot_id=take.shot_id,
        character_ids=take.character_ids,
        quality_preset=quality,
        template_id=take.template_id,
        parameters=Parameters(**own | {"seed": take.seed, "parent_take": take.id}),
    )


def _says(tier_then: Mapping[str, Any], name: str, value: object) -> bool:
    """Whether a parameter was its tier's, and no wish."""
    return name in _OF_TIER and tier_then[name] == value


def _missing(footage: Footage, _cut: Cut, _quality: Quality) -> set[str]:
    return footage.shots.keys() - {take.shot_id for take in footage.takes}


def _named(footage: Footage, _cut: Cut, _quality: Quality) -> set[str]:
    return set(footage.shots)


def _stale(footage: Footage, _cut: Cut, _quality: Quality) -> set[str]:
    return {shot_id for shot_id, take in footage.shown.items() if take.stale}


def _promoted(footage: Footage, cut: Cut, quality: Quality) -> set[str]:
    return set(promotable(footage, cut, quality))


def _meant(wish: ShootWish, footage: Footage, shot_id: str) -> bool:
    scene, _ = footage.shots[shot_id]
    in_scene = wish.scene_ids is None or scene.id in wish.scene_ids
    return not scene.omitted and in_scene and (wish.shot_ids is None or shot_id in wish.shot_ids)


_WANTED: Mapping[str, Callable[[Footage, Cut, Quality], set[str]]] = {
    "missing": _missing,
    "named": _named,
    "stale": _stale,
    "promote": _promoted,
}
