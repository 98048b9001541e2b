"""What a draft would do to the film, scene by scene, before anything is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from app.schemas import Schema
from app.screenplay.revision.matching import Match
from app.screenplay.script.scenes import ScriptScene
from app.story.schemas import Scene
from app.story.tree import Tree

Status = Literal["unchanged", "changed", "new", "omitted"]


class DiffLine(Schema):
    """A paragraph of the scene as printed."""

    change: Literal["same", "added", "removed"]
    text: str


class SceneImpact(Schema):
    """`scene_id` and `code` are None for a scene that the film does not have yet; lines are None for one that the draft
    leaves out. `stale_takes` were shot from other words. `split_from` and `merged` are codes of scenes whose words are
    in this one."""

    status: Status
    moved: bool
    scene_id: str | None
    code: str | None
    slug: str
    slug_before: str | None
    first_line: int | None
    last_line: int | None
    shots: int
    takes: int
    stale_takes: int
    split_from: str | None
    merged: list[str]
    diff: list[DiffLine]


class Impact(Schema):
    """Scenes in the draft's order, those that it leaves out behind them. Names are those of characters and places that
    the film does not have yet; `absent` are characters of the film whom the draft does not have any more."""

    title: str
    draft: str
    counts: dict[Status, int]
    scenes: list[SceneImpact]
    new_characters: list[str]
    absent_characters: list[str]
    new_locations: list[str]


@dataclass(frozen=True)
class Stand:
    """How the film stands: `before` are the scenes of the draft that it has now, `takes` counts by shot."""

    tree: Tree
    before: Mapping[str, ScriptScene]
    takes: Mapping[str, int]

    def takes_of(self, own: Scene | None) -> int:
        return sum(self.takes.get(shot.id, 0) for shot in own.shots) if own else 0


def of_scenes(
    stand: Stand, scenes: Sequence[ScriptScene], matches: Sequence[Match], omitted: Sequence[str]
) -> list[SceneImpact]:
    drafted = [_drafted(stand, *each) for each in zip(scenes, matches, strict=True)]
    return [*drafted, *(_omitted(stand, stand.tree.scene(gone)) for gone in omitted)]


def counts(scenes: Sequence[SceneImpact]) -> dict[Status, int]:
    statuses: tuple[Status, ...] = ("unchanged", "changed", "new", "omitted")
    return {status: sum(each.status == status for each in scenes) for status in statuses}


def _drafted(stand: Stand, scene: ScriptScene, match: Match) -> SceneImpact:
    tree = stand.tree
    own = tree.scene(match.known) if match.known else None
    status: Status = "new" if own is None else "changed" if match.changed else "unchanged"
    takes = stand.takes_of(own)
    return SceneImpact(
        status=status,
        moved=match.moved,
        scene_id=own.id if own else None,
        code=own.code if own else None,
        slug=scene.slug_line,
        slug_before=own.slug if own else None,
        first_line=scene.lines[0],
        last_line=scene.lines[1],
        shots=len(own.shots) if own else 0,
        takes=takes,
        stale_takes=takes if own and match.changed and own.text_hash else 0,
        split_from=tree.scene(match.split_from).code if match.split_from else None,
        merged=[tree.scene(gone).code for gone in match.merged],
        diff=list(_diff(stand.before.get(match.known or ""), scene)) if match.changed else [],
    )


def _omitted(stand: Stand, own: Scene) -> SceneImpact:
    return SceneImpact(
        status="omitted",
        moved=False,
        scene_id=own.id,
        code=own.code,
        slug=own.slug,
        slug_before=own.slug,
        first_line=None,
        last_line=None,
        shots=len(own.shots),
        takes=stand.takes_of(own),
        stale_takes=0,
        split_from=None,
        merged=[],
        diff=list(_diff(stand.before.get(own.id), None)),
    )


def _diff(before: ScriptScene | None, after: ScriptScene | None) -> Iterator[DiffLine]:
    old, new = before.paragraphs if before else (), after.paragraphs if after else ()
    for change, begin, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "equal":
            yield from (DiffLine(change="same", text=text) for text in new[first:last])
            continue
        yield from (DiffLine(change="removed", text=text) for text in old[begin:end])
        yield from (DiffLine(change="added", text=text) for text in new[first:last])
