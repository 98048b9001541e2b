"""Films as large as one likes, written through the studio's own stores: what reads are measured on."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from app.assets import store as assets
from app.assets.schemas import AssetRecord, AssetStatus
from app.git import repository
from app.pipelines.null import PIXEL
from app.projects.film import Film, write_manifest
from app.projects.layout import RENDERS, AssetType
from app.projects.making.building import build
from app.projects.making.narratives import Narrative
from app.projects.schemas import ProjectCreate, Quality
from app.projects.store import Films
from app.schemas import now
from app.story import store as story
from app.story.schemas import ChapterEntry, Outline, Scene, Shot
from app.story.tree import Tree
from app.takes import store as takes
from app.takes.schemas import TakeRecord

_SHOTS_A_SCENE = 20
_SCENES_A_CHAPTER = 25
_ACTION = "She crosses the wet street, looks back once, and steps into the light of the station."


def stocked(films: Films, name: str, shots: int, uploads: int | None = None) -> Film:
    """A film with that many shots, a take of each, and uploads beside them: as many, where it is not said."""
    film = build(films, ProjectCreate(name=name, quality=Quality.DRAFT, narrative=Narrative.NONE))
    with _unsynced():
        tree = _tree(shots)
        story.save(film, Tree(Outline(), {}), tree)
        for chapter in tree.outline.chapters:
            for scene in (tree.scenes[scene_id] for scene_id in chapter.scenes):
                for shot in scene.shots:
                    _add_take(film, f"{RENDERS}/{chapter.code}/{scene.code}/{shot.code}/take_001", shot.id)
        for number in range(shots if uploads is None else uploads):
            _add_upload(film, number)
    return film


def committed(film: Film) -> Film:
    """As the studio leaves a film: nothing in it waits for a commit."""
    changed = [change.path for change in repository.status(film.folder).changes]
    repository.commit(film.folder, "stock", changed)
    return film


def copied(films: Films, film: Film, names: Iterator[str]) -> None:
    """The film again under each name, as if someone had copied its folder in and given it an id of its own."""
    for name in names:
        aside = films.state / "new" / name
        shutil.copytree(film.folder, aside)
        with _unsynced():
            write_manifest(aside, film.manifest.model_copy(update={"id": str(uuid.uuid4()), "name": name}))
        films.add(aside, name)


@contextmanager
def _unsynced() -> Iterator[None]:
    """What is only measured on need not outlive a power cut: syncing it would take longer than all the rest."""
    with patch.object(os, "fsync"):
        yield


def _tree(shots: int) -> Tree:
    scenes = [_scene(number, min(_SHOTS_A_SCENE, shots - first)) for number, first in _counted(shots, _SHOTS_A_SCENE)]
    chapters = [
        ChapterEntry(
            id=str(uuid.uuid4()),
            code=f"CH{number:02d}",
            name=f"Chapter {number}",
            scenes=[scene.id for scene in scenes[first : first + _SCENES_A_CHAPTER]],
        )
        for number, first in _counted(len(scenes), _SCENES_A_CHAPTER)
    ]
    return Tree(Outline(chapters=chapters), {scene.id: scene for scene in scenes})


def _counted(total: int, step: int) -> Iterator[tuple[int, int]]:
    return iter(enumerate(range(0, total, step), start=1))


def _scene(number: int, shots: int) -> Scene:
    return Scene(
        id=str(uuid.uuid4()),
        code=f"SC{number:03d}",
        slug=f"EXT. STATION {number} - NIGHT",
        location=f"Station {number}",
        time_of_day="night",
        shots=[_shot(place) for place in range(1, shots + 1)],
    )


def _shot(place: int) -> Shot:
    return Shot(id=str(uuid.uuid4()), code=f"SH{place * 10:03d}", framing="medium", action=_ACTION, duration=4.0)


def _add_take(film: Film, place: str, shot_id: str) -> None:
    folder, task_id = film.place(place), str(uuid.uuid4())
    (folder / "image.png").write_bytes(PIXEL)
    record = TakeRecord(
        id=task_id,
        task_id=task_id,
        task_type="text_to_image",
        template_id=None,
        prompt=_ACTION,
        parameters={"steps": 20, "cfg_scale": 7.0, "sampler": "euler", "seed": 7, "width": 1280, "height": 720},
        seed=7,
        quality_preset="draft",
        pipeline="null",
        pipeline_version="1.0",
        fallback_from=None,
        models=[],
        character_ids=[],
        sources={},
        runner_id="bench",
        parent_take=None,
        shot_id=shot_id,
        node_id=None,
        take_number=1,
        outputs=["image.png"],
        created=now(),
        duration=1.5,
        chosen=False,
        rating=None,
        note="",
    )
    takes.write(folder / takes.RECORD, record)


def _add_upload(film: Film, number: int) -> None:
    asset_id, name = str(uuid.uuid4()), f"Reference {number:05d}.png"
    path = assets.planned_path(asset_id, name, AssetType.STYLES)
    (film.folder / path).write_bytes(PIXEL)
    record = AssetRecord(
        id=asset_id,
        name=name,
        path=path,
        asset_type=AssetType.STYLES,
        size=len(PIXEL),
        mime="image/png",
        sha256=uuid.uuid4().hex * 2,
        status=AssetStatus.READY,
        reason=None,
        metadata={"width": 1, "height": 1, "tone": "grey"},
        created=now() - timedelta(seconds=number),
    )
    assets.write(film, record)
