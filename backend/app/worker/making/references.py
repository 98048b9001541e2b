"""What a task refers to, found in its film and read where it lies."""

from __future__ import annotations

from pathlib import Path

from app.characters import store
from app.errors import Conflict, Invalid, NotFound
from app.files.paths import within
from app.functions.references import is_reference, named
from app.pipelines.base import CharacterReference, Reference
from app.projects.film import Film
from app.projects.layout import AssetType
from app.tasks.schemas import Task


def characters(film: Film, task: Task) -> list[CharacterReference]:
    """In the order of the task; who is not in the film any more is left out."""
    found = (_character(film, character_id) for character_id in dict.fromkeys(task.character_ids))
    return [character for character in found if character]


def reference(film: Film, task: Task, name: str) -> Reference | None:
    """The parameter of that name: an asset or the path of a picture in the film, or plain words."""
    said = task.parameters.get(name)
    if not isinstance(said, str) or not said.strip():
        return None
    if is_reference(said):
        asset, found = named(film, said)
        return Reference("" if asset.asset_type is AssetType.RENDERS else Path(asset.name).stem, found)
    path = picture(film, said)
    return Reference(path.parent.name if path.stem == "reference" else path.stem, path) if path else Reference(said)


def picture(film: Film, said: object) -> Path | None:
    """Raises `NotFound` for an asset that is gone by now."""
    if isinstance(said, str) and is_reference(said):
        return named(film, said)[1]
    try:
        path = within(film.folder, str(said or "").removeprefix(f"{film.folder.name}/"))
    except Invalid:
        return None
    return path if path.is_file() else None


def _character(film: Film, character_id: str) -> CharacterReference | None:
    try:
        cast = store.get(film, character_id)
    except (NotFound, Conflict):
        return None
    record = cast.record
    return CharacterReference(
        id=cast.id,
        name=record.name,
        trigger_word=record.trigger_word,
        description=record.description,
        base_face=cast.base_face,
        variations=cast.variations(),
        weights=picture(film, record.lora_model),
    )
