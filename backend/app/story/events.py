from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.events.schemas import Envelope
from app.schemas import Schema
from app.story.schemas import Kind


class StoryData(Schema):
    element: str = Field(description="The id of the chapter, scene or shot, or of the film.")
    kind: Kind | Literal["story"] = Field(description="Which of them it is; `story` after an edit outside the studio.")
    change: Literal["added", "changed", "removed", "moved"] = Field(description="What happened to it.")


class StoryUpdated(Envelope):
    """The film's tree has changed."""

    type: Literal["story.updated"]
    data: StoryData
