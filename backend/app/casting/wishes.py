"""What is asked for of a character, as tasks."""

from __future__ import annotations

from pydantic import Field

from app.characters.schemas import CamelBody
from app.characters.store import BASE_FACE, Cast
from app.projects.schemas import QualityInput
from app.schemas import Body, Schema
from app.tasks.schemas import Parameters, Seed, Status, TaskCreate, TaskType, VariationType

USUAL = ("neutral", "happy", "sad", "angry", "surprised")


class FaceWish(Body):
    """Another seed draws the same person anew."""

    seed: Seed | None = None
    quality_preset: QualityInput | None = None

    def task(self, cast: Cast) -> TaskCreate:
        kind = BASE_FACE.removesuffix(".png")
        parameters = Parameters(variations=[kind], seed=self.seed)
        return _task(cast, TaskType.CHARACTER_VARIATIONS, parameters, self.quality_preset)


class VariationsWish(Body):
    variation_types: list[VariationType] = Field(default=[*USUAL], min_length=1, max_length=24)
    seed: Seed | None = None
    quality_preset: QualityInput | None = None

    def task(self, cast: Cast) -> TaskCreate:
        parameters = Parameters(variations=self.variation_types, seed=self.seed)
        return _task(cast, TaskType.CHARACTER_VARIATIONS, parameters, self.quality_preset)


class TrainingWish(CamelBody):
    """What is left open, whoever trains decides by what they train."""

    epochs: int | None = Field(None, ge=1, le=200)
    learning_rate: float | None = Field(None, ge=1e-6, le=1e-2)
    batch_size: int | None = Field(None, ge=1, le=64)
    rank: int | None = Field(None, ge=1, le=128)
    resolution: int | None = Field(None, ge=64, le=2048, description="Pixels of a picture's edge.")
    seed: Seed | None = None

    def task(self, cast: Cast) -> TaskCreate:
        return _task(cast, TaskType.LORA_TRAINING, Parameters.model_validate(self.model_dump()), None)


class Accepted(Schema):
    task_id: str
    status: Status


def _task(cast: Cast, kind: TaskType, parameters: Parameters, quality: QualityInput | None) -> TaskCreate:
    return TaskCreate(
        type=kind,
        prompt=cast.record.name,
        character_ids=[cast.id],
        parameters=parameters,
        quality_preset=quality,
    )
