"""What a completed task has left, as its journal's entry and the disk tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.characters import store as characters
from app.characters import training, usage
from app.characters.events import (
    BaseFaceData,
    BaseFaceUploaded,
    CharacterData,
    CharacterUpdated,
    VariationData,
    VariationGenerated,
)
from app.characters.store import Cast
from app.characters.telling import tell
from app.events.log import Draft, draft
from app.files.paths import within
from app.projects.film import Film
from app.takes import store as takes
from app.takes.events import TakeCreated, TakeData
from app.tasks.schemas import Task, TaskType


@dataclass(frozen=True)
class Result:
    """What is to be committed, and what to be told before the task's end."""

    message: str
    paths: Sequence[Path]
    events: Sequence[Draft]


def of(film: Film, done: Task) -> Result:
    if done.type is TaskType.EXPORT:
        return Result("", [], [])  # Git knows nothing of exports, and the task's end says where it lies
    files = [within(film.folder, path.removeprefix(f"{film.folder.name}/")) for path in done.outputs]
    return _take(film, done, files) if done.take_id else _of_character(film, done, files)


def _take(film: Film, done: Task, media: Sequence[Path]) -> Result:
    record = takes.record_of(media[0]) if takes.is_numbered(media[0]) else takes.loose_path(film, done.id)
    take = TakeData(
        take_id=done.take_id or done.id,
        shot_id=done.shot_id,
        take_number=takes.number_of(record),
        path=done.output_path or "",
    )
    events = [draft(TakeCreated, film.id, take), *usage.told(film, done.character_ids)]
    return Result(f"take: {takes.title(record)} (task {done.id})", [*media, record], events)


def _of_character(film: Film, done: Task, files: Sequence[Path]) -> Result:
    """Nothing is told of a character that was deleted meanwhile."""
    cast = characters.known(film, done.character_ids[0])
    message = f"character: {done.type} of {cast.record.name if cast else 'one that is gone'} (task {done.id})"
    if cast is None:
        return Result(message, files, [])
    records = [path.with_suffix(".json") for path in files if path.suffix == training.WEIGHTS]
    updated = draft(CharacterUpdated, film.id, CharacterData(char_id=cast.id, character=tell(cast)))
    return Result(message, [*files, *records, cast.file], [*_pictures(cast, files), updated])


def _pictures(cast: Cast, files: Sequence[Path]) -> Iterator[Draft]:
    for path in files:
        shown = cast.film.shown(path)
        if path.parent.name == characters.VARIATIONS:
            told = VariationData(char_id=cast.id, variation_type=path.stem, image_path=shown)
            yield draft(VariationGenerated, cast.film.id, told)
        elif path.name == characters.BASE_FACE:
            yield draft(BaseFaceUploaded, cast.film.id, BaseFaceData(char_id=cast.id, image_path=shown))
