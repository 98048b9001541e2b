"""What training makes of a character, and how it stands.

What was learnt lies with the character and in Git: `lora/<id>.safetensors` with the record and a sample of it, then
`<id>_2`, `<id>_3`, none ever written over. What is under way or went wrong is this machine's alone:
`.auteur/trainings/<id>.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.characters import store
from app.characters.schemas import LoraStatus, Loss
from app.characters.store import Cast
from app.files.write import Unreadable, read_json, write_json
from app.projects import layout
from app.projects.film import Film
from app.schemas import Schema

FOLDER = "lora"
WEIGHTS = ".safetensors"
_STATE = f"{layout.STATE}/trainings"


class Attempt(Schema):
    """The newest training that was asked for; `error` says why it failed."""

    task_id: str
    status: LoraStatus
    error: str | None


class Training(Schema):
    """The record of one that was completed, beside its weights."""

    task_id: str
    created: datetime
    pipeline: str
    pipeline_version: str
    parameters: dict[str, Any]
    pictures: list[str]
    losses: list[Loss]


def status(cast: Cast) -> LoraStatus:
    found = attempt(cast.film, cast.id)
    return found.status if found else cast.record.lora_training_status


def lasting(film: Film, character_id: str) -> LoraStatus:
    """That of the character's record, whatever is under way."""
    cast = store.known(film, character_id)
    return cast.record.lora_training_status if cast else LoraStatus.UNTRAINED


def attempt(film: Film, character_id: str) -> Attempt | None:
    try:
        return Attempt.model_validate(read_json(_path(film, character_id)))
    except (FileNotFoundError, Unreadable, ValidationError):
        return None


def note(film: Film, character_id: str, now: Attempt) -> None:
    """An older training's end does not hide that another one is under way."""
    before = attempt(film, character_id)
    if now.status is LoraStatus.TRAINING or before is None or before.task_id == now.task_id:
        film.place(_STATE)
        write_json(_path(film, character_id), now.model_dump(mode="json"))


def forget(film: Film, character_id: str, task_id: str | None = None) -> None:
    """With `task_id` only if that is the training which is noted."""
    found = attempt(film, character_id)
    if found and task_id in {None, found.task_id}:
        _path(film, character_id).unlink(missing_ok=True)


def all_of(cast: Cast) -> list[tuple[Path, Training]]:
    """The weights there are, with the record of their making; the newest last."""
    found = ((path.with_suffix(WEIGHTS), _read(path)) for path in _folder(cast).glob("*.json"))
    whole = [(weights, record) for weights, record in found if record and weights.is_file()]
    return sorted(whole, key=lambda each: each[1].created)


def place(cast: Cast, task_id: str) -> Path:
    """Where the weights of a training go: a name that nothing has yet, or the one that an attempt at it took."""
    cast.film.place(f"{store.FOLDER}/{cast.id}/{FOLDER}")
    for path in _folder(cast).glob("*.json"):
        if (record := _read(path)) and record.task_id == task_id:
            return path.with_suffix(WEIGHTS)
    return next(path for path in _names(cast) if not path.exists() and not path.with_suffix(".json").exists())


def write(weights: Path, record: Training) -> None:
    write_json(weights.with_suffix(".json"), record.model_dump(mode="json"))


def sample(weights: Path) -> Path:
    return weights.with_suffix(".png")


def _names(cast: Cast) -> Iterator[Path]:
    yield _folder(cast) / f"{cast.id}{WEIGHTS}"
    yield from (_folder(cast) / f"{cast.id}_{number}{WEIGHTS}" for number in count(2))


def _read(path: Path) -> Training | None:
    try:
        return Training.model_validate(read_json(path))
    except (FileNotFoundError, Unreadable, ValidationError):
        return None


def _folder(cast: Cast) -> Path:
    return cast.folder / FOLDER


def _path(film: Film, character_id: str) -> Path:
    return film.folder / _STATE / f"{character_id}.json"
