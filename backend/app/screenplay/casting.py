"""Who and where: the characters and places of a draft that the film does not have yet."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.assets import store as assets
from app.assets.schemas import AssetRecord, AssetStatus
from app.characters import store as characters
from app.characters.naming import trigger_word
from app.characters.schemas import CharacterRecord, LoraStatus
from app.files.names import fold
from app.projects.film import Film
from app.projects.layout import AssetType
from app.schemas import now
from app.screenplay.fountain.elements import Kind
from app.screenplay.fountain.emphasis import plain
from app.screenplay.script.presence import Part, shown
from app.screenplay.script.scenes import ScriptScene
from app.screenplay.script.script import Script

_NAME = 100  # characters
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Place:
    """A location's asset: a sheet in Markdown, which may be written on."""

    name: str
    record: AssetRecord
    sheet: bytes


def cast_ids(film: Film, script: Script) -> dict[str, str]:
    """The film's characters by their names in the draft."""
    known = {fold(cast.record.name): cast.id for cast in characters.all_of(film)}
    return {part.name: known[name] for part in script.parts if (name := fold(_shown(part))) in known}


def newcomers(film: Film, script: Script) -> dict[str, CharacterRecord]:
    """By their names in the draft."""
    known, taken = cast_ids(film, script), {cast.record.trigger_word for cast in characters.all_of(film)}
    found: dict[str, CharacterRecord] = {}
    for part in script.parts:
        if part.name in known:
            continue
        word = trigger_word(_shown(part), taken)
        taken.add(word)
        found[part.name] = _character(part, script, word)
    return found


def absent(film: Film, script: Script) -> list[str]:
    there = set(cast_ids(film, script).values())
    return [cast.record.name for cast in characters.all_of(film) if cast.id not in there]


def new_places(film: Film, script: Script) -> list[Place]:
    """One for each building or landscape, whatever its rooms."""
    locations = [record for record in assets.records(film) if record.asset_type is AssetType.LOCATIONS]
    known = {fold(_title(record)) for record in locations}
    found: dict[str, list[ScriptScene]] = {}
    for scene in script.scenes:
        if scene.slug.place:
            found.setdefault(fold(_named(scene)), []).append(scene)
    return [_place(_named(own[0]), own) for key, own in found.items() if key not in known]


def _named(scene: ScriptScene) -> str:
    return shown(scene.slug.place)[:_NAME]


def _title(record: AssetRecord) -> str:
    """Its name without the extension; a place may have any character in it."""
    return record.name.rpartition(".")[0] or record.name


def _shown(part: Part) -> str:
    return part.shown[:_NAME]


def _character(part: Part, script: Script, word: str) -> CharacterRecord:
    return CharacterRecord(
        asset_id=str(uuid.uuid4()),
        name=_shown(part),
        description=next(introductions(part, script.scenes), ""),
        trigger_word=word,
        created=now(),
        lora_training_status=LoraStatus.UNTRAINED,
        lora_model=None,
        usages=[],
    )


def introductions(part: Part, scenes: Sequence[ScriptScene]) -> Iterator[str]:
    """The sentence that names someone in capitals: what the writer shows of them first."""
    for scene in scenes:
        for each in scene.elements:
            if each.kind is Kind.ACTION and part.name.isupper() and part.name in plain(each.text):
                sentences = _SENTENCE.split(" ".join(plain(each.text).split()))
                yield from (sentence[:500] for sentence in sentences if part.name in sentence)


def _place(name: str, scenes: Sequence[ScriptScene]) -> Place:
    asset_id, sheet = str(uuid.uuid4()), _sheet(name, scenes[0])
    settings = list(dict.fromkeys(scene.slug.setting for scene in scenes if scene.slug.setting))
    record = AssetRecord(
        id=asset_id,
        name=f"{name}.md",
        path=assets.planned_path(asset_id, f"{name}.md", AssetType.LOCATIONS),
        asset_type=AssetType.LOCATIONS,
        size=len(sheet),
        mime="text/markdown",
        sha256=hashlib.sha256(sheet).hexdigest(),
        status=AssetStatus.READY,
        reason=None,
        metadata={"kind": "location", "place": name, "settings": settings},
        created=now(),
    )
    return Place(name, record, sheet)


def _sheet(name: str, scene: ScriptScene) -> bytes:
    first = next((plain(each.text) for each in scene.elements if each.kind is Kind.ACTION), "")
    quoted = "".join(f"> {line}\n" for line in first.splitlines())
    return f"# {name}\n\n{scene.slug_line}\n{chr(10) if quoted else ''}{quoted}".encode()
