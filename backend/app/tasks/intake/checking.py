"""Whether a task of its type can be made of what is asked for."""

from __future__ import annotations

from collections.abc import Callable

from app.characters import store as characters
from app.characters import training
from app.characters.store import Cast
from app.errors import Conflict, Invalid
from app.files.paths import within
from app.projects.film import Film
from app.tasks import journal
from app.tasks.schemas import ASSET, TaskCreate, TaskType


def check(film: Film, wanted: TaskCreate) -> None:
    """Raises `Invalid`, `NotFound`, `Conflict`."""
    _CHECKS[wanted.type](film, wanted)


def _picture(_film: Film, wanted: TaskCreate) -> None:
    if not wanted.prompt:
        raise Invalid("A prompt is required.", field="prompt", code="prompt_required")


def _video(film: Film, wanted: TaskCreate) -> None:
    """Of a picture that there is, or of one that is drawn first."""
    if wanted.parameters.source is None:
        _picture(film, wanted)
    else:
        _there(film, wanted.parameters.source, "source")


def _changed(film: Film, wanted: TaskCreate) -> None:
    _picture(film, wanted)
    _there(film, wanted.parameters.source, "source")


def _painted(film: Film, wanted: TaskCreate) -> None:
    _changed(film, wanted)
    _there(film, wanted.parameters.mask, "mask")


def _there(film: Film, path: str | None, name: str) -> None:
    if path is None or not (path.startswith(ASSET) or _is_file(film, path)):
        raise Invalid("There is no such picture in this film.", field=f"parameters.{name}", code=f"{name}_missing")


def _is_file(film: Film, path: str) -> bool:
    return within(film.folder, path.removeprefix(f"{film.folder.name}/")).is_file()


def _training(film: Film, wanted: TaskCreate) -> None:
    cast = _one_character(film, wanted)
    if cast.base_face is None:
        detail = f"{cast.record.name} has no base face to learn from; upload or draw one first."
        raise Conflict(detail, field="character_ids", code="base_face_missing")
    attempt = training.attempt(film, cast.id)
    task = journal.read(film, attempt.task_id) if attempt else None
    if task and not task.ended:
        raise Conflict(f"{cast.record.name} is being trained already.", field="character_ids", code="in_training")


def _export(_film: Film, wanted: TaskCreate) -> None:
    if wanted.parameters.format is None:
        raise Invalid("An export names its format.", field="parameters.format", code="format_required")


def _one_character(film: Film, wanted: TaskCreate) -> Cast:
    if len(wanted.character_ids) != 1:
        raise Invalid("It is about one character.", field="character_ids", code="one_character")
    return characters.get(film, wanted.character_ids[0])


_CHECKS: dict[TaskType, Callable[[Film, TaskCreate], object]] = {
    TaskType.TEXT_TO_IMAGE: _picture,
    TaskType.IMAGE_TO_IMAGE: _changed,
    TaskType.INPAINT: _painted,
    TaskType.TEXT_TO_VIDEO: _picture,
    TaskType.IMAGE_TO_VIDEO: _video,
    TaskType.CHARACTER_VARIATIONS: _one_character,
    TaskType.LORA_TRAINING: _training,
    TaskType.EXPORT: _export,
}
