"""What the crew reads: the film as it stands, its screenplay, its cast, and what the studio has measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.agents.changes import Stand
from app.assets import store as assets
from app.assets.schemas import AssetRecord
from app.characters import store as characters
from app.characters.schemas import CharacterRecord, LoraStatus
from app.errors import AuteurError
from app.pipelines.models import Model
from app.projects.film import Film
from app.projects.making.narratives import Narrative
from app.projects.schemas import Quality
from app.screenplay import store as screenplays
from app.screenplay.script.scenes import ScriptScene
from app.screenplay.script.script import Script
from app.story import store as stories
from app.story.schemas import ChapterEntry, Scene
from app.story.tree import Tree


@dataclass(frozen=True)
class Player:
    """A character, and what there is of it to draw with."""

    record: CharacterRecord
    has_face: bool
    trained: bool

    @property
    def id(self) -> str:
        return self.record.asset_id

    @property
    def name(self) -> str:
        return self.record.name


@dataclass(frozen=True)
class Measured:
    """By tier, what a take took: median `seconds` and `size` in bytes; `free` bytes of the disk."""

    seconds: Mapping[Quality, float | None]
    sizes: Mapping[Quality, float | None]
    free: int


@dataclass(frozen=True)
class Material:
    """`written` are the scenes of the screenplay by their ids in the film; `shot` are ids of shots that have a take."""

    title: str
    narrative: Narrative
    quality: Quality
    tree: Tree
    script: Script | None
    written: Mapping[str, ScriptScene]
    cast: Sequence[Player]
    assets: Sequence[AssetRecord]
    models: Sequence[Model]
    shot: frozenset[str]
    measured: Measured

    @cached_property
    def stand(self) -> Stand:
        return Stand(self.tree, {player.id: player.record for player in self.cast})

    @cached_property
    def scenes(self) -> list[Scene]:
        """In the film's order, without those that its draft leaves out."""
        return [scene for chapter in self.tree.outline.chapters for scene in self.scenes_of(chapter)]

    def scenes_of(self, chapter: ChapterEntry) -> list[Scene]:
        return [scene for each in chapter.scenes if not (scene := self.tree.scenes[each]).omitted]

    @property
    def names(self) -> list[str]:
        """Of everyone in the screenplay, as it has them."""
        return [part.name for part in self.script.parts] if self.script else []


def gather(film: Film, models: Sequence[Model], shot: frozenset[str], measured: Measured) -> Material:
    """Raises `Conflict` for a damaged story."""
    draft = screenplays.draft(film)
    tree = stories.load(film)
    written = screenplays.scenes(film, draft)
    return Material(
        title=film.manifest.name,
        narrative=film.manifest.narrative,
        quality=film.manifest.quality,
        tree=tree,
        script=_script(film) if written else None,
        written={key: scene for key, scene in written.items() if key in tree.scenes},
        cast=[_player(cast) for cast in characters.all_of(film)],
        assets=list(assets.records(film)),
        models=models,
        shot=shot,
        measured=measured,
    )


def _script(film: Film) -> Script | None:
    draft = screenplays.draft(film)
    try:
        return screenplays.script(film, draft)[0] if draft else None
    except AuteurError:
        return None


def _player(cast: characters.Cast) -> Player:
    trained = cast.record.lora_training_status is LoraStatus.COMPLETED and cast.record.lora_model is not None
    return Player(cast.record, has_face=cast.base_face is not None, trained=trained)
