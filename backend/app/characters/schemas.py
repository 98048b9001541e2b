"""Characters speak camelCase on the wire and on disk."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from app.schemas import Body, Schema

Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S")]
Description = Annotated[str, Field(max_length=5000)]
TriggerWord = Annotated[str, Field(pattern=r"^[\w-]{1,64}$")]
ElementId = Annotated[str, Field(min_length=1, max_length=200)]

UNASSIGNED = "unassigned"  # the shot id under which a take without a shot counts


class CamelBody(Body):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Camel(Schema):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, serialize_by_alias=True)


class CharacterCreate(CamelBody):
    """Without a trigger word one is made of the name."""

    name: Name
    description: Description = ""
    trigger_word: TriggerWord | None = None


class CharacterPatch(CamelBody):
    name: Name | None = None
    description: Description | None = None
    trigger_word: TriggerWord | None = None


class LoraStatus(StrEnum):
    UNTRAINED = "untrained"
    TRAINING = "training"
    COMPLETED = "completed"
    FAILED = "failed"


class Loss(Camel):
    step: int
    loss: float


class UsageEntry(CamelBody):
    """One use of a character, told from outside."""

    shot_id: ElementId
    scene_id: ElementId | None = None
    take_id: ElementId


class Usage(Camel):
    """Each id once; `total_usages` counts takes."""

    total_usages: int
    shot_ids: list[str]
    scene_ids: list[str]
    take_ids: list[str]


class CharacterRecord(Camel):
    """`character.json`. What a person or a newer version added is kept."""

    model_config = ConfigDict(extra="allow")

    asset_id: str = Field(pattern=r"^[A-Za-z0-9-]{1,64}$")
    name: str
    description: str
    trigger_word: str
    created: datetime
    lora_training_status: LoraStatus
    lora_model: str | None
    usages: list[UsageEntry]

    def as_json(self) -> dict[str, Any]:
        return self.model_dump(mode="json")


class Picture(Camel):
    """`path` begins with the project's folder."""

    path: str
    url: str


class Character(Camel):
    """A character as told to clients. `variations` are by their type; `lora_model` is the path of its weights."""

    asset_id: str
    project_id: str
    name: str
    description: str
    trigger_word: str
    base_face: Picture | None
    variations: dict[str, Picture]
    lora_training_status: LoraStatus
    lora_model: str | None
    usage: Usage
    created: datetime

    @property
    def id(self) -> str:
        return self.asset_id
