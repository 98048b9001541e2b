from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.files.write import encode_json
from app.functions.vocabulary import usable
from app.projects.schemas import Quality, QualityInput
from app.schemas import Body, Data, Schema
from app.tasks.schemas import TaskType

_MAX_INPUTS = 64 * 1024  # bytes of JSON: a record is read again and again


def _small(value: dict[str, Any]) -> dict[str, Any]:
    if len(encode_json(value)) > _MAX_INPUTS:
        raise ValueError(f"larger than {_MAX_INPUTS // 1024} KiB")
    return value


Inputs = Annotated[Data, AfterValidator(_small)]
InputSchema = Annotated[Data, AfterValidator(usable)]


class Needs(Schema):
    """`vram_gb` is what a tier's own pipeline takes; the embedded ones need no GPU. `pipelines` are those that serve
    the template."""

    vram_gb: dict[Quality, Annotated[int, Field(ge=0)]]
    pipelines: list[Annotated[str, Field(min_length=1, max_length=100)]] = Field(min_length=1, max_length=50)


class Declaration(Schema):
    """What can be asked for: the task that it makes, its inputs and outputs as JSON Schema (2020-12, see
    `vocabulary`), its needs. `prompt`, `character_ids` and `quality` among the inputs are the task's own, all others
    its parameters."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_.-]*$", max_length=100)
    name: str = Field(min_length=1, max_length=100)
    description: str = Field(max_length=2000)
    type: TaskType
    inputs: InputSchema
    outputs: InputSchema
    needs: Needs


class Template(Declaration):
    """A declaration as its file has it. Under a pipeline's id it may say something to that pipeline alone."""

    model_config = ConfigDict(extra="allow")

    def said_to(self, pipeline: str) -> Mapping[str, Any]:
        found = (self.model_extra or {}).get(pipeline)
        return found if isinstance(found, dict) else {}


class FunctionTemplate(Declaration):
    """`origin` is `library` for one from the workspace's Pipeline_Templates. `ready` are those of its pipelines that
    live runners have; while there is none, its tasks wait for one."""

    origin: Literal["studio", "library"]
    ready: list[str]


class Refusal(BaseModel):
    """A file among the library's Pipeline_Templates that is no template."""

    model_config = ConfigDict(frozen=True)

    file: str
    reason: str


class FunctionCreate(Body):
    """`canvas_node_id` is the node that shows it. `asset://<id>` in the inputs, at any depth, is a file of the film;
    `user_id` is for the caller's own records."""

    template_id: str = Field(min_length=1, max_length=100)
    inputs: Inputs
    project_id: str = Field(min_length=1, max_length=64)
    quality: QualityInput | None = None
    shot_id: str | None = Field(None, min_length=1, max_length=64)
    canvas_node_id: str | None = Field(None, min_length=1, max_length=200)
    user_id: str | None = Field(None, max_length=200)


class Submitted(Schema):
    """`tracking_id` is what its events name, the id of its task. `estimated_completion` is null while such tasks have
    not been measured here, or nobody is there to do them."""

    task_id: str
    tracking_id: str
    status: Literal["submitted"]
    estimated_completion: datetime | None
