"""Moving in what was made of a character: its pictures take the place of those before, what was learnt lies beside what
was learnt earlier. Moved in again after a kill, it is the same; Git is told by `settle`, once for all of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from app.characters import store, training
from app.characters.schemas import LoraStatus
from app.characters.store import Cast
from app.characters.training import Training
from app.files.write import encode_json, write_bytes
from app.takes.schemas import TakeRecord
from app.tasks import checkpoints
from app.tasks.schemas import TaskType
from app.worker.making.context import Output
from app.worker.making.embedding import with_record
from app.worker.making.work import Work


def pictures(work: Work, made: Sequence[Output], record: TakeRecord) -> list[Path]:
    """A picture of the name `base_face` is the base face. Raises `NotFound` when the character is gone."""
    with store.editing(work.film):
        cast = _cast(work)
        work.film.place(f"{store.FOLDER}/{cast.id}/{store.VARIATIONS}")
        paths = [_picture(cast, output.name) for output in made]
        for output, path in zip(made, paths, strict=True):
            write_bytes(path, with_record(output, record))
    return paths


def learnt(work: Work, made: Sequence[Output], record: TakeRecord) -> list[Path]:
    """The weights, and a sample of them where there is one. The record comes first and claims their name, the character
    comes last and draws with them. Raises `NotFound` when the character is gone."""
    with store.editing(work.film):
        cast = _cast(work)
        weights = training.place(cast, work.task.id)
        training.write(weights, _record(work, cast, record))
        paths = [weights if output.path.suffix == training.WEIGHTS else training.sample(weights) for output in made]
        for output, path in zip(made, paths, strict=True):
            write_bytes(path, with_record(output, record))
        update = {
            "lora_training_status": LoraStatus.COMPLETED,
            "lora_model": weights.relative_to(work.film.folder).as_posix(),
        }
        write_bytes(cast.file, encode_json(cast.record.model_copy(update=update).as_json()))
    return paths


MOVES: dict[TaskType, Callable[[Work, Sequence[Output], TakeRecord], list[Path]]] = {
    TaskType.CHARACTER_VARIATIONS: pictures,
    TaskType.LORA_TRAINING: learnt,
}


def _picture(cast: Cast, name: str) -> Path:
    """Raises `ValueError` for a name that is none of a variation."""
    if f"{name}.png" == store.BASE_FACE:
        return cast.folder / store.BASE_FACE
    if not store.VARIATION.fullmatch(name):
        raise ValueError(f"a variation can't be called {name!r}")
    return cast.folder / store.VARIATIONS / f"{name}.png"


def _cast(work: Work) -> Cast:
    return store.get(work.film, work.task.character_ids[0])


def _record(work: Work, cast: Cast, record: TakeRecord) -> Training:
    seen = [path for path in (cast.base_face, *cast.variations().values()) if path]
    return Training(
        task_id=work.task.id,
        created=record.created,
        pipeline=record.pipeline,
        pipeline_version=record.pipeline_version,
        parameters=record.parameters,
        pictures=[path.relative_to(cast.folder).as_posix() for path in seen],
        losses=checkpoints.losses(work.film, work.task.id),
    )
