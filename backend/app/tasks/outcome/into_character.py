"""Moving in what was made of a character: its pictures take the place of those before, what was learnt lies beside what
was learnt earlier. Moved in again after a kill, it is the same; Git is told by `settle`, once for all of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.characters import store, training
from app.characters.schemas import LoraStatus
from app.characters.store import Cast
from app.characters.training import Training
from app.files.write import encode_json, write_bytes
from app.projects.film import Film
from app.takes.embedding import embed
from app.takes.schemas import TakeRecord
from app.tasks import checkpoints
from app.tasks.outcome.made import Made
from app.tasks.schemas import Task


def pictures(film: Film, task: Task, made: Sequence[Made], record: TakeRecord) -> list[Path]:
    """A picture of the name `base_face` is the base face. Raises `NotFound` when the character is gone, `ValueError`
    for what is no picture of one."""
    data = [embed(output.path.read_bytes(), _told(record)) for output in made]
    with store.editing(film):
        cast = store.get(film, task.character_ids[0])
        film.place(f"{store.FOLDER}/{cast.id}/{store.VARIATIONS}")
        paths = [_picture(cast, output.name) for output in made]
        for path, each in zip(paths, data, strict=True):
            write_bytes(path, each)
    return paths


def learnt(film: Film, task: Task, made: Sequence[Made], record: TakeRecord) -> list[Path]:
    """The weights, and a sample of them where there is one. The record comes first and claims their name, the character
    comes last and draws with them. Raises `NotFound` when the character is gone, `ValueError` for anything else."""
    data = {output.path.suffix: _embedded(output.path, record) for output in made}
    if training.WEIGHTS not in data or len(data) != len(made) or not data.keys() <= {training.WEIGHTS, ".png"}:
        raise ValueError(f"a training makes one {training.WEIGHTS} file, and a sample where there is one")
    with store.editing(film):
        cast = store.get(film, task.character_ids[0])
        weights = training.place(cast, task.id)
        training.write(weights, _record(cast, task, record))
        paths = [weights.with_suffix(suffix) for suffix in data]
        for path, each in zip(paths, data.values(), strict=True):
            write_bytes(path, each)
        update = {
            "lora_training_status": LoraStatus.COMPLETED,
            "lora_model": weights.relative_to(film.folder).as_posix(),
        }
        write_bytes(cast.file, encode_json(cast.record.model_copy(update=update).as_json()))
    return paths


def _embedded(path: Path, record: TakeRecord) -> bytes:
    return embed(path.read_bytes(), _told(record)) if path.suffix == ".png" else path.read_bytes()


def _told(record: TakeRecord) -> bytes:
    return encode_json(record.model_dump(mode="json"))


def _picture(cast: Cast, name: str) -> Path:
    """Raises `ValueError` for a name that is none of a variation."""
    if f"{name}.png" == store.BASE_FACE:
        return cast.folder / store.BASE_FACE
    if not store.VARIATION.fullmatch(name):
        raise ValueError(f"a variation can't be called {name!r}")
    return cast.folder / store.VARIATIONS / f"{name}.png"


def _record(cast: Cast, task: Task, record: TakeRecord) -> Training:
    seen = [path for path in (cast.base_face, *cast.variations().values()) if path]
    return Training(
        task_id=task.id,
        created=record.created,
        pipeline=record.pipeline,
        pipeline_version=record.pipeline_version,
        parameters=record.parameters,
        pictures=[path.relative_to(cast.folder).as_posix() for path in seen],
        losses=checkpoints.losses(cast.film, task.id),
    )
