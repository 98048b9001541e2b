from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from app.characters.schemas import Character, LoraStatus, Usage
from app.events.schemas import Envelope
from app.schemas import Schema


class CharacterData(Schema):
    char_id: str = Field(description="The character.")
    character: Character = Field(description="It, as its address tells it.")


class CharacterDeletedData(Schema):
    char_id: str = Field(description="The character.")


class BaseFaceData(Schema):
    char_id: str = Field(description="The character.")
    image_path: str = Field(description="`<folder of the film>/01_Assets/Characters/…`.")


class CharacterUsageData(Schema):
    char_id: str = Field(description="The character.")
    usage: Usage = Field(description="All shots, scenes and takes it is in.")


class VariationData(Schema):
    char_id: str = Field(description="The character.")
    variation_type: str = Field(description="What the picture shows, e.g. `happy`.")
    image_path: str = Field(description="`<folder of the film>/01_Assets/Characters/…`.")


class LoraStatusData(Schema):
    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    char_id: str = Field(description="The character.")
    task_id: str = Field(description="The training; its record is at `/tasks/{task_id}`.")
    status: LoraStatus = Field(description="As it is to be shown; a cancelled training leaves that of before.")
    progress: float = Field(ge=0, le=100, description="Percent.")
    current_step: int = Field(alias="currentStep", description="0 before the first.")
    total_steps: int | None = Field(alias="totalSteps", description="None before the first step.")
    loss: float | None = Field(description="Of the current step.")
    sample_url: str | None = Field(description="What has been learnt so far, drawn.")
    error: str | None = Field(description="Why it failed, in words.")


class CharacterCreated(Envelope):
    """A film has a new character."""

    type: Literal["character.created"]
    data: CharacterData


class CharacterUpdated(Envelope):
    """A character was renamed, described anew, or has other pictures."""

    type: Literal["character.updated"]
    data: CharacterData


class CharacterDeleted(Envelope):
    """A character is gone, with every file of it."""

    type: Literal["character.deleted"]
    data: CharacterDeletedData


class BaseFaceUploaded(Envelope):
    """A character has a base face, or another one."""

    type: Literal["character.baseFace.uploaded"]
    data: BaseFaceData


class CharacterUsageUpdated(Envelope):
    """A character is in a take that it was not in before."""

    type: Literal["character.usage.updated"]
    data: CharacterUsageData


class VariationGenerated(Envelope):
    """A character has a picture with this expression, or another one."""

    type: Literal["character.variation.generated"]
    data: VariationData


class CharacterLoraStatus(Envelope):
    """The training of a character waits, goes on or has ended."""

    type: Literal["character.lora.status"]
    data: LoraStatusData
