from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from app.projects.schemas import Quality, QualityInput
from app.schemas import Body, Schema


class Status(StrEnum):
    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({Status.COMPLETED, Status.FAILED, Status.CANCELLED})
LEGAL: dict[Status, frozenset[Status]] = {
    Status.PENDING: frozenset({Status.PROCESSING, Status.CANCELLED, Status.FAILED}),
    Status.PROCESSING: frozenset({Status.PENDING, Status.PROCESSING, *ENDED}),
    **{ended: frozenset() for ended in ENDED},
}


class TaskType(StrEnum):
    TEXT_TO_IMAGE = "text_to_image"
    IMAGE_TO_IMAGE = "image_to_image"
    INPAINT = "inpaint"
    TEXT_TO_VIDEO = "text_to_video"
    IMAGE_TO_VIDEO = "image_to_video"
    CHARACTER_VARIATIONS = "character_variations"
    LORA_TRAINING = "lora_training"
    EXPORT = "export"


Priority = Annotated[int, Field(ge=-10, le=10)]  # the higher goes first
Seed = Annotated[int, Field(ge=0, lt=2**53)]  # exact in every JSON reader
# asset://<id>, or a path: as told to clients or in the film
InFilm = Annotated[str, Field(min_length=1, max_length=1000)]
ASSET: Final = "asset://"  # before the id of an asset of the film
LoraStrength = Annotated[float, Field(ge=-2, le=2)]
ExportFormat = Literal["mp4", "otio", "otioz", "edl", "fcpxml", "pdf"]
VariationType = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_ -]{0,39}$")]


class Parameters(Body):
    """What a task may name itself; the rest comes from its tier. What its type has no use for is passed over. A
    function template may know further ones."""

    model_config = ConfigDict(extra="allow")

    steps: int | None = Field(None, ge=1, le=200)
    cfg_scale: float | None = Field(None, ge=0, le=50)
    sampler: str | None = Field(None, max_length=50)
    seed: Seed | None = None
    width: int | None = Field(None, ge=64, le=4096)
    height: int | None = Field(None, ge=64, le=4096)
    location: InFilm | None = Field(None, description="A picture in the film, or plain words.")
    style: InFilm | None = Field(None, description="A picture in the film, or plain words.")

    source: InFilm | None = Field(
        None, description="The picture that is moved or changed; without one a video's prompt is drawn."
    )
    mask: InFilm | None = Field(None, description="A picture: what is white in it is painted anew.")
    strength: float | None = Field(None, gt=0, le=1, description="How much of the source goes.")
    negative_prompt: str | None = Field(None, max_length=10_000)
    model: str | None = Field(None, max_length=255, description="One of `/system/models`, by its name.")
    lora_strength: LoraStrength | dict[str, LoraStrength] | None = Field(
        None, description="Of what was trained of the characters: for all, or by a character's id; 0 is without."
    )
    move: Literal["pan", "push_in", "pull_out", "parallax", "hold"] | None = None
    fps: int | None = Field(None, ge=1, le=60)
    duration: float | None = Field(None, ge=0.2, le=30, description="Seconds.")

    variations: list[VariationType] | None = Field(None, min_length=1, max_length=24)

    epochs: int | None = Field(None, ge=1, le=200)
    learning_rate: float | None = Field(None, ge=1e-6, le=1e-2)
    batch_size: int | None = Field(None, ge=1, le=64)
    rank: int | None = Field(None, ge=1, le=128)
    resolution: int | None = Field(None, ge=64, le=2048, description="Pixels of a picture's edge in training.")

    parent_take: str | None = Field(None, max_length=64, description="The take that is made again at another tier.")
    format: ExportFormat | None = Field(None, description="Of an export.")
    burn_in: bool | None = Field(None, description="Whether an exported animatic shows codes and timecode.")

    def named(self) -> dict[str, Any]:
        """All that are named, whoever knows them."""
        return self.model_dump(exclude_none=True)

    def known(self) -> dict[str, Any]:
        """Without those that only a template could know."""
        return self.model_dump(exclude_none=True, include=set(type(self).model_fields))


class TaskCreate(Body):
    type: TaskType
    prompt: Annotated[str, Field(max_length=10_000), BeforeValidator(lambda v: v.strip() if isinstance(v, str) else v)]
    node_id: str | None = Field(None, min_length=1, max_length=200)
    shot_id: str | None = Field(None, min_length=1, max_length=64)
    character_ids: list[str] = Field(default_factory=list, max_length=50)
    quality_preset: QualityInput | None = None
    parameters: Parameters = Parameters()
    template_id: str | None = Field(None, max_length=100)
    priority: Priority = 0


class BatchCreate(Body):
    tasks: list[TaskCreate] = Field(min_length=1, max_length=100)


class TaskError(Schema):
    code: str
    detail: str


class Step(Schema):
    """`loss` is that of a training's step."""

    current: int
    total: int
    description: str
    loss: float | None = None  # journals of earlier versions do not say


class Task(Schema):
    """The record of a task, in Redis under `task:{id}` and journalled on disk. Times are UTC, `progress` 0 to 100.
    While it waits it stands in `queue` behind those of its project with a higher `priority` or a lower `order`.
    `sources` are hashes of the words that it is made from."""

    id: str
    type: TaskType
    project_id: str
    status: Status
    quality_preset: Quality
    prompt: str
    parameters: dict[str, Any]
    node_id: str | None
    shot_id: str | None
    character_ids: list[str]
    template_id: str | None
    batch_id: str | None
    retry_of: str | None
    queue: str
    priority: int
    order: float
    progress: float
    step: Step | None
    preview_url: str | None
    attempt: int
    runner_id: str | None
    pipeline: str | None
    fallback_from: str | None
    outputs: list[str]
    output_path: str | None
    take_id: str | None
    error: TaskError | None
    cancel_requested: bool
    created: datetime
    started: datetime | None
    finished: datetime | None
    sources: dict[str, str] = Field(default_factory=dict)

    @property
    def ended(self) -> bool:
        return self.status in ENDED


class CancelMany(Body):
    """Whatever fits every word that is given; at least one is."""

    ids: list[Annotated[str, Field(max_length=64)]] | None = Field(None, min_length=1, max_length=1000)
    project_id: str | None = Field(None, max_length=64)
    status: Literal["pending", "processing"] | None = None

    @model_validator(mode="after")
    def _not_everything(self) -> Self:
        if self.ids is None and self.project_id is None and self.status is None:
            raise ValueError("name ids, project_id or status")
        return self

    def fits(self, task: Task) -> bool:
        return self.project_id in {None, task.project_id} and self.status in {None, task.status}


class ReportedError(Body):
    code: str = Field("runner_failed", max_length=100)
    detail: str = Field("Its runner gave no reason.", max_length=2000)


class TaskReport(Body):
    """What a runner of others says about a task. Paths are those told to clients, or relative to the project."""

    status: Status | None = None
    progress: float | None = Field(None, ge=0, le=100)
    description: str = Field("", max_length=200)
    output_path: str | None = Field(None, max_length=1000)
    outputs: list[Annotated[str, Field(max_length=1000)]] = Field(default_factory=list, max_length=50)
    error: ReportedError | None = None
    runner_id: str | None = Field(None, min_length=1, max_length=100)
    pipeline: str | None = Field(None, min_length=1, max_length=100)


class Tier(Schema):
    steps: int
    cfg_scale: float
    sampler: str
    pipeline: str
    vram_gb: int
    optimizations: list[str]


class TierTable(Schema):
    draft: Tier
    standard: Tier
    premium: Tier
