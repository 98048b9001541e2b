from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.characters.schemas import Character, Usage
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
