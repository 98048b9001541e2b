"""A film that is on no disk: what an import makes of a screenplay, for who wants to see what the crew says of it."""

from __future__ import annotations

import uuid

from app.agents.material import Material, Measured, Player
from app.characters.naming import trigger_word
from app.characters.schemas import CharacterRecord, LoraStatus
from app.projects.making.narratives import CHAPTERS, Narrative
from app.projects.schemas import Quality
from app.schemas import now
from app.screenplay.casting import introductions
from app.screenplay.revision import matching
from app.screenplay.revision.arranging import Standing, arrange
from app.screenplay.script.presence import Part
from app.screenplay.script.script import Script
from app.story.edits import add_chapter
from app.story.schemas import ChapterCreate, Outline
from app.story.tree import Tree

_NOTHING = Measured(dict.fromkeys(Quality), dict.fromkeys(Quality), free=2**40)


def material(text: str, narrative: Narrative = Narrative.THREE_ACT) -> Material:
    script = Script.read(text)
    records = {part.name: _record(part, script) for part in script.parts}
    tree = Tree(Outline(), {})
    for name in CHAPTERS[narrative]:
        tree, _ = add_chapter(tree, ChapterCreate(name=name))
    film = Standing([], {name: record.asset_id for name, record in records.items()}, narrative)
    arranged = arrange(tree, script, matching.match([], script.scenes), film)
    return Material(
        title=script.title,
        narrative=narrative,
        quality=Quality.STANDARD,
        tree=arranged.tree,
        script=script,
        written=dict(zip(arranged.ids, script.scenes, strict=True)),
        cast=[Player(record, has_face=False, trained=False) for record in records.values()],
        assets=[],
        models=[],
        shot=frozenset(),
        measured=_NOTHING,
    )


def _record(part: Part, script: Script) -> CharacterRecord:
    return CharacterRecord(
        asset_id=str(uuid.uuid4()),
        name=part.shown,
        description=next(introductions(part, script.scenes), ""),
        trigger_word=trigger_word(part.shown, []),
        created=now(),
        lora_training_status=LoraStatus.UNTRAINED,
        lora_model=None,
        usages=[],
    )
