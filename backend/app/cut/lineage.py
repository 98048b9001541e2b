"""Where a frame of the cut comes from: take, parameters, models, characters, shot, scene, script lines, commits."""

from __future__ import annotations

from pathlib import Path

from app.assets import telling as assets
from app.characters import store as characters
from app.cut import timeline
from app.cut.schemas import CutClip
from app.cut.scripted import ScriptLines, lines_of
from app.errors import NotFound
from app.git import history
from app.history.schemas import LogEntry
from app.projects import layout
from app.projects.film import Film
from app.schemas import Schema
from app.screenplay import store as screenplay
from app.story import store as stories
from app.story import telling
from app.story.schemas import ShotNode
from app.story.tree import Tree
from app.takes import store as takes
from app.takes.schemas import Take
from app.takes.store import Stored
from app.tasks.schemas import ASSET

_COMMITS = 30


class Named(Schema):
    id: str
    code: str
    name: str


class Lineage(Schema):
    """Of one frame. The take says with which parameters, seed, pipeline and models it was made; `commits` are those of
    its take, its shot's scene, its screenplay and the cut, newest first. A card has none of a shot's."""

    frame: int
    clip: CutClip
    take: Take | None
    characters: list[Named]
    location: Named | None
    shot: ShotNode | None
    scene: Named | None
    chapter: Named | None
    script: ScriptLines | None
    commits: list[LogEntry]


def trace(film: Film, frame: int) -> Lineage:
    """Raises `NotFound` for a frame that the cut does not have."""
    cut, _ = timeline.tell(film)
    clip = next((clip for clip in cut.clips if clip.at <= frame < clip.end), None)
    if clip is None:
        raise NotFound("The cut has no such frame.", code="frame_not_found")
    tree = stories.load(film)
    stored = next((each for each in takes.records(film) if each.record.id == clip.take_id), None)
    shot = tree.shot(clip.shot_id) if clip.shot_id else None
    ids = stored.record.character_ids if stored else shot.character_ids if shot else []
    return Lineage(
        frame=frame,
        clip=clip,
        take=takes.tell(stored, takes.board(film)) if stored else None,
        characters=[_character(film, each) for each in ids],
        location=_location(film, stored.record.parameters.get("location")) if stored else None,
        shot=telling.tell_shot(shot, takes.count_by_shot(film)) if shot else None,
        scene=_scene(tree, clip),
        chapter=_chapter(tree, clip),
        script=lines_of(film, shot, clip.scene_id) if shot else None,
        commits=_commits(film, clip, stored),
    )


def _character(film: Film, character_id: str) -> Named:
    """By the name that they have now; one who is gone keeps the id."""
    cast = characters.known(film, character_id)
    return Named(id=character_id, code=cast.record.trigger_word if cast else "", name=cast.record.name if cast else "")


def _location(film: Film, said: object) -> Named | None:
    """The picture of its place, or the words for it; a picture that is gone keeps the id."""
    if not isinstance(said, str):
        return None
    asset_id = said.removeprefix(ASSET)
    if asset_id == said:
        return Named(id="", code="", name=said)
    name = next((asset.name for asset in assets.all_of(film) if asset.id == asset_id), "")
    return Named(id=asset_id, code="", name=name)


def _scene(tree: Tree, clip: CutClip) -> Named | None:
    if clip.scene_id is None:
        return None
    scene = tree.scene(clip.scene_id)
    return Named(id=scene.id, code=scene.code, name=scene.slug)


def _chapter(tree: Tree, clip: CutClip) -> Named | None:
    if clip.scene_id is None:
        return None
    chapter = tree.chapter_of(clip.scene_id)
    return Named(id=chapter.id, code=chapter.code, name=chapter.name)


def _commits(film: Film, clip: CutClip, stored: Stored | None) -> list[LogEntry]:
    draft = screenplay.draft(film)
    paths = [layout.CUT, *([f"{layout.SCENES}/{clip.scene_id}.json"] if clip.scene_id else [])]
    paths += [draft.path] if draft and clip.scene_id else []
    paths += [_relative(film, path) for path in (stored.path, *stored.media)] if stored else []
    return [LogEntry(**vars(commit)) for commit in history.log_of(film.folder, _COMMITS, paths)]


def _relative(film: Film, path: Path) -> str:
    return path.relative_to(film.folder).as_posix()
