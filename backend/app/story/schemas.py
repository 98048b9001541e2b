from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field

from app.schemas import Body, Schema

Line = Annotated[str, Field(max_length=500)]
Text = Annotated[str, Field(max_length=20_000)]
Names = Annotated[list[Line], Field(max_length=200)]
Seconds = Annotated[float, Field(ge=0, le=36_000, allow_inf_nan=False)]
ElementId = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9-]+$")]
Code = Annotated[str, Field(pattern=r"^[A-Z]{2}\d+[A-Z]*$", max_length=20)]


class Stored(Schema):
    """What a person or a newer version added to a file is kept."""

    model_config = ConfigDict(frozen=True, extra="allow")


class Shot(Stored):
    """`duration` in seconds."""

    id: ElementId
    code: Code
    framing: Line = ""
    action: Text = ""
    dialogue: Text = ""
    duration: Seconds = 0.0
    character_ids: Names = Field(default_factory=list)
    chosen_take: str | None = None

    @property
    def hash(self) -> str:
        """Of what is to be seen and heard in it."""
        said = json.dumps([self.framing, self.action, self.dialogue, self.character_ids], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:16]


class Scene(Stored):
    """`02_Source_Creative/scenes/<id>.json`; `retired` are the codes of deleted shots; `look` is the light and weather
    of its pictures, `beat` what is felt in it. `text_hash` is of its words in the screenplay; a scene that a newer
    draft leaves out is `omitted`, and keeps its number, shots and takes."""

    id: ElementId
    code: Code
    slug: Line = ""
    synopsis: Text = ""
    characters: Names = Field(default_factory=list)
    location: Line = ""
    time_of_day: Line = ""
    look: Line = ""
    beat: Line = ""
    text_hash: str = Field("", max_length=64)
    omitted: bool = False
    shots: list[Shot] = Field(default_factory=list)
    retired: list[Code] = Field(default_factory=list)


class ChapterEntry(Stored):
    """A chapter in `story.json`: the scenes are its scenes' ids, in order; `look` is the palette of its pictures."""

    id: ElementId
    code: Code
    name: Line = ""
    synopsis: Text = ""
    look: Line = ""
    scenes: list[ElementId] = Field(default_factory=list)


class Outline(Stored):
    """`02_Source_Creative/story.json`; `retired` are the codes of deleted chapters and scenes."""

    version: int = 1
    chapters: list[ChapterEntry] = Field(default_factory=list)
    retired: list[Code] = Field(default_factory=list)


class Kind(StrEnum):
    CHAPTER = "chapter"
    SCENE = "scene"
    SHOT = "shot"


class ChapterCreate(Body):
    name: Line = ""
    synopsis: Text = ""
    look: Line = ""
    before: ElementId | None = None


class ChapterPatch(Body):
    name: Line | None = None
    synopsis: Text | None = None
    look: Line | None = None


class SceneFields(Body):
    slug: Line | None = None
    synopsis: Text | None = None
    characters: Names | None = None
    location: Line | None = None
    time_of_day: Line | None = None
    look: Line | None = None
    beat: Line | None = None


class SceneCreate(SceneFields):
    chapter_id: ElementId
    before: ElementId | None = None


class ShotFields(Body):
    framing: Line | None = None
    action: Text | None = None
    dialogue: Text | None = None
    duration: Seconds | None = None
    character_ids: Names | None = None


class ShotCreate(ShotFields):
    scene_id: ElementId
    before: ElementId | None = None


class Move(Body):
    """Where an element goes: before a sibling, or to the end of `parent_id` (of its own parent when None)."""

    id: ElementId
    parent_id: ElementId | None = None
    before: ElementId | None = None


class ShotNode(Schema):
    id: str
    code: str
    framing: str
    action: str
    dialogue: str
    duration: float
    character_ids: list[str]
    chosen_take: str | None
    take_count: int
    etag: str


class SceneNode(Schema):
    id: str
    code: str
    slug: str
    synopsis: str
    characters: list[str]
    location: str
    time_of_day: str
    look: str
    beat: str
    omitted: bool
    shots: list[ShotNode]
    etag: str


class ChapterNode(Schema):
    id: str
    code: str
    name: str
    synopsis: str
    look: str
    scenes: list[SceneNode]
    etag: str


class Story(Schema):
    """The whole tree, in order. Each element's `etag` guards its edits, the response's `ETag` guards any."""

    chapters: list[ChapterNode]
