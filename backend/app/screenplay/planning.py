"""What importing a draft would make of a film, thought through before anything is written."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.assets import store as assets
from app.assets.schemas import AssetRecord, AssetStatus
from app.characters.schemas import CharacterRecord
from app.errors import Invalid, TooLarge
from app.files.names import label
from app.projects.film import Film
from app.projects.layout import AssetType
from app.schemas import now
from app.screenplay import casting, source, store
from app.screenplay.casting import Place
from app.screenplay.revision import impact, matching
from app.screenplay.revision.arranging import Arranged, Standing, arrange
from app.screenplay.revision.impact import Impact, Stand
from app.screenplay.revision.matching import Known, Match
from app.screenplay.schemas import Draft, DraftScene
from app.screenplay.script.script import Script
from app.story.tree import Tree

MOST = 1000  # scenes, and characters: twice those of the longest films; each is matched with each before


@dataclass(frozen=True)
class Received:
    """A screenplay's file as it was sent."""

    name: str
    data: bytes
    script: Script

    @classmethod
    def read(cls, name: str, data: bytes) -> Received:
        """Raises `Unsupported`, `TooLarge`, `Invalid`."""
        script = source.read(name, data)
        if max(len(script.scenes), len(script.parts)) > MOST:
            raise TooLarge(f"A screenplay can have {MOST} scenes and as many characters.", code="screenplay_too_large")
        if not script.scenes:
            detail = (
                "There is no scene in it: a scene begins with a line like “INT. HOUSE - DAY”, alone between blanks."
            )
            raise Invalid(detail, field="file", code="screenplay_empty")
        return cls(label(name), data, script)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Plan:
    """`before` and `after` are the film's tree; `asset` is None for bytes that the film has already."""

    before: Tree
    after: Tree
    matches: list[Match]
    omitted: list[str]
    characters: dict[str, CharacterRecord]
    places: list[Place]
    asset: AssetRecord | None
    draft: Draft


def plan(film: Film, tree: Tree, received: Received) -> Plan:
    current, script = store.draft(film), received.script
    matches = matching.match(known(film, tree, current), script.scenes)
    drafted = [each.id for each in current.scenes if each.id in tree.scenes] if current else []
    newcomers = casting.newcomers(film, script)
    cast = casting.cast_ids(film, script) | {name: record.asset_id for name, record in newcomers.items()}
    arranged = arrange(tree, script, matches, Standing(drafted, cast, film.manifest.narrative))
    found = {each.known for each in matches}
    kept = _kept(film, received)
    asset = kept or _asset(received)
    return Plan(
        before=tree,
        after=arranged.tree,
        matches=matches,
        omitted=[gone for gone in drafted if gone not in found and not tree.scene(gone).omitted],
        characters=newcomers,
        places=casting.new_places(film, script),
        asset=None if kept else asset,
        draft=_draft(received, asset, arranged, current),
    )


def known(film: Film, tree: Tree, current: Draft | None) -> list[Known]:
    """The film's scenes in its order, with the words that they had in its draft."""
    written = store.scenes(film, current)
    order = [tree.scenes[scene_id] for chapter in tree.outline.chapters for scene_id in chapter.scenes]
    return [
        Known(
            id=scene.id,
            slug=scene.slug,
            text_hash=scene.text_hash,
            words=written[scene.id].words if scene.id in written else (),
            by_hand=not scene.text_hash,
        )
        for scene in order
    ]


def tell(film: Film, planned: Plan, script: Script, takes: Mapping[str, int]) -> Impact:
    stand = Stand(planned.before, store.scenes(film, store.draft(film)), takes)
    scenes = impact.of_scenes(stand, script.scenes, planned.matches, planned.omitted)
    return Impact(
        title=script.title,
        draft=script.draft,
        counts=impact.counts(scenes),
        scenes=scenes,
        new_characters=[record.name for record in planned.characters.values()],
        absent_characters=casting.absent(film, script),
        new_locations=[place.name for place in planned.places],
    )


def _kept(film: Film, received: Received) -> AssetRecord | None:
    """The asset that has these bytes, if they are still what they were."""
    for record in assets.records(film):
        if record.asset_type is AssetType.SCRIPTS and record.sha256 == received.sha256:
            path = film.folder / record.path
            if path.suffix == Path(received.name.lower()).suffix and path.read_bytes() == received.data:
                return record
    return None


def _asset(received: Received) -> AssetRecord:
    asset_id, script = str(uuid.uuid4()), received.script
    return AssetRecord(
        id=asset_id,
        name=received.name,
        path=assets.planned_path(asset_id, received.name, AssetType.SCRIPTS),
        asset_type=AssetType.SCRIPTS,
        size=len(received.data),
        mime=source.mime_of(received.name),
        sha256=received.sha256,
        status=AssetStatus.READY,
        reason=None,
        metadata={"kind": "screenplay", "title": script.title, "author": script.author}
        | {"scene_count": len(script.scenes), "characters": [part.name for part in script.parts]},
        created=now(),
    )


def _draft(received: Received, asset: AssetRecord, arranged: Arranged, current: Draft | None) -> Draft:
    """The same bytes again are the same draft, imported when they were."""
    lines = [
        DraftScene(id=scene_id, first_line=scene.lines[0], last_line=scene.lines[1])
        for scene_id, scene in zip(arranged.ids, received.script.scenes, strict=True)
    ]
    again = current is not None and current.sha256 == received.sha256
    return Draft(
        name=received.name,
        path=asset.path,
        asset_id=asset.id,
        sha256=received.sha256,
        imported=current.imported if current and again else now(),
        scenes=lines,
    )
