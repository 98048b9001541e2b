"""Changes as values: thought out for a film as it stood, looked at and made on a film as it stands."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from app.agents.schemas import Change, NewShot, Part, Rewrite, Source, State, Value
from app.characters.schemas import CharacterRecord
from app.errors import NotFound
from app.story import edits
from app.story.schemas import ShotCreate
from app.story.tree import Tree


class Target(NamedTuple):
    """A field of something in the film."""

    part: Part
    element: str
    field: str


@dataclass(frozen=True)
class Stand:
    """What of a film the crew may change; `cast` is by id."""

    tree: Tree
    cast: Mapping[str, CharacterRecord]

    def element(self, part: Part, element_id: str) -> Any:
        """Raises `NotFound`."""
        if part is Part.CHARACTER:
            if element_id not in self.cast:
                raise NotFound("There is no character with this id.", code="character_not_found")
            return self.cast[element_id]
        tree = self.tree
        return {Part.CHAPTER: tree.chapter, Part.SCENE: tree.scene, Part.SHOT: tree.shot}[part](element_id)

    def label(self, part: Part, element_id: str) -> str:
        found = self.element(part, element_id)
        if part is Part.CHARACTER:
            return str(found.name)
        code = str(found.code)
        return f"{self.tree.scene_of(element_id).code} {code}" if part is Part.SHOT else code

    def basis(self, part: Part, element_id: str) -> str:
        """Of the screenplay's words behind an element: what is proposed for others is no proposal for these."""
        tree = self.tree
        if part is Part.CHAPTER:
            return _hash([tree.scenes[each].text_hash for each in tree.chapter(element_id).scenes])
        if part is Part.CHARACTER:
            return ""
        return (tree.scene(element_id) if part is Part.SCENE else tree.scene_of(element_id)).text_hash


def rewrite(stand: Stand, target: Target, after: Value, why: str, source: Source = "rules") -> Rewrite:
    """Raises `NotFound`."""
    part, element, field = target
    return Rewrite(
        kind="rewrite",
        id="",
        part=part,
        element=element,
        label=stand.label(part, element),
        field=field,
        before=getattr(stand.element(part, element), field),
        after=after,
        why=why,
        source=source,
        basis=stand.basis(part, element),
    )


def new_shot(stand: Stand, wanted: ShotCreate, why: str, source: Source = "rules") -> NewShot:
    """Raises `NotFound`."""
    scene = stand.tree.scene(wanted.scene_id)
    where = f", in front of {stand.tree.shot(wanted.before).code}" if wanted.before else ""
    return NewShot(
        kind="new_shot",
        id="",
        element=str(uuid.uuid4()),
        label=scene.code + where,
        scene_id=scene.id,
        in_front_of=wanted.before,
        framing=wanted.framing or "",
        action=wanted.action or "",
        dialogue=wanted.dialogue or "",
        duration=wanted.duration or 0.0,
        character_ids=wanted.character_ids or [],
        why=why,
        source=source,
        basis=stand.basis(Part.SCENE, scene.id),
    )


def numbered(changes: Sequence[Change]) -> list[Change]:
    return [change.model_copy(update={"id": str(number)}) for number, change in enumerate(changes, start=1)]


def state_of(stand: Stand, change: Change, refused: Collection[str]) -> State:
    """Computed from what the film says now: whoever did what was proposed, it is done."""
    try:
        if _done(stand, change):
            return "accepted"
        fits = _fits(stand, change)
    except NotFound:
        fits = False
    if change.id in refused:
        return "refused"
    return "open" if fits else "outdated"


def make(stand: Stand, changes: Sequence[Change]) -> Stand:
    """All of them, in their order. Raises `NotFound`, `Conflict`."""
    for change in changes:
        stand = _rewritten(stand, change) if isinstance(change, Rewrite) else _with_shot(stand, change)
    return stand


def _done(stand: Stand, change: Change) -> bool:
    if isinstance(change, NewShot):
        return any(shot.id == change.element for shot in stand.tree.shots())
    return bool(getattr(stand.element(change.part, change.element), change.field) == change.after)


def _fits(stand: Stand, change: Change) -> bool:
    if isinstance(change, NewShot):
        there = {shot.id for shot in stand.tree.scene(change.scene_id).shots}
        return stand.basis(Part.SCENE, change.scene_id) == change.basis and change.in_front_of in {None, *there}
    now = getattr(stand.element(change.part, change.element), change.field)
    return bool(now == change.before and stand.basis(change.part, change.element) == change.basis)


def _rewritten(stand: Stand, change: Rewrite) -> Stand:
    update = {change.field: change.after}
    if change.part is Part.CHARACTER:
        changed = stand.cast[change.element].model_copy(update=update)
        return replace(stand, cast={**stand.cast, change.element: changed})
    edit = {Part.CHAPTER: edits.change_chapter, Part.SCENE: edits.change_scene, Part.SHOT: edits.change_shot}
    return replace(stand, tree=edit[change.part](stand.tree, change.element, update))


def _with_shot(stand: Stand, change: NewShot) -> Stand:
    told = change.model_dump(include=ShotCreate.model_fields.keys() - {"before"})
    wanted = ShotCreate.model_validate({**told, "before": change.in_front_of})
    tree, added = edits.add_shot(stand.tree, wanted)
    return replace(stand, tree=edits.change_shot(tree, added, {"id": change.element}))


def _hash(words: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]
