"""How the training of a character stands, and what has come of it."""

from __future__ import annotations

from datetime import UTC, datetime

from app.characters import training
from app.characters.schemas import Camel, LoraStatus, Loss, Picture
from app.characters.store import Cast
from app.characters.telling import picture
from app.characters.training import Attempt
from app.tasks import checkpoints


class Checkpoint(Camel):
    """Where a training that broke off goes on; `size` in bytes."""

    task_id: str
    size: int
    created: datetime


class Lora(Camel):
    """`model` is the path of the weights that are drawn with, `losses` are those of the newest training; `samples` show
    what each training has learnt, the newest last."""

    status: LoraStatus
    task_id: str | None
    error: str | None
    model: str | None
    losses: list[Loss]
    checkpoints: list[Checkpoint]
    samples: list[Picture]


def tell(cast: Cast) -> Lora:
    attempt = training.attempt(cast.film, cast.id)
    done = training.all_of(cast)
    return Lora(
        status=training.status(cast),
        task_id=attempt.task_id if attempt else done[-1][1].task_id if done else None,
        error=attempt.error if attempt else None,
        model=cast.record.lora_model,
        losses=_losses(cast, attempt),
        checkpoints=_checkpoints(cast, attempt),
        samples=[
            picture(cast, sample, f"lora/samples/{sample.stem}")
            for weights, _ in done
            if (sample := training.sample(weights)).is_file()
        ],
    )


def _losses(cast: Cast, attempt: Attempt | None) -> list[Loss]:
    """Of a training that has not been completed those in the cache, else those that were kept with the weights."""
    if attempt and attempt.status is not LoraStatus.COMPLETED:
        return checkpoints.losses(cast.film, attempt.task_id)
    done = training.all_of(cast)
    return done[-1][1].losses if done else []


def _checkpoints(cast: Cast, attempt: Attempt | None) -> list[Checkpoint]:
    path = checkpoints.path(cast.film, attempt.task_id) if attempt else None
    if attempt is None or path is None or not path.is_file():
        return []
    found = path.stat()
    created = datetime.fromtimestamp(found.st_mtime, UTC)
    return [Checkpoint(task_id=attempt.task_id, size=found.st_size, created=created)]
