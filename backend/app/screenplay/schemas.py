from __future__ import annotations

from datetime import datetime

from pydantic import Field

from app.schemas import Identifier, Schema
from app.screenplay.fountain.elements import Kind
from app.story.schemas import ElementId, Stored


class DraftScene(Stored):
    """Where a scene of the film stands in the screenplay: lines, counted from 1, both included."""

    id: ElementId
    first_line: int
    last_line: int


class Draft(Stored):
    """`02_Source_Creative/screenplay.json`: the draft that the film has now, of which each scene knows its lines."""

    version: int = 1
    name: str
    path: str
    asset_id: Identifier
    sha256: str
    imported: datetime
    scenes: list[DraftScene] = Field(default_factory=list)


class StyledRun(Schema):
    text: str
    bold: bool
    italic: bool
    underline: bool


class ScriptElement(Schema):
    """`text` has no marks of the syntax any more; `runs` are its pieces where it is emphasised, else empty. `detail` is
    a heading's number, a speaker's extension or a title page's key, `depth` a section's."""

    kind: Kind
    text: str
    runs: list[StyledRun]
    notes: list[str]
    detail: str
    depth: int
    dual: bool
    first_line: int
    last_line: int
    scene_id: str | None


class ScriptSceneNode(Schema):
    """`eighths` of a page, `seconds` by its action and dialogue; `characters` are those present, by name.
    `scene_id` is None for a scene that was deleted from the film, or is not known in a file edited outside."""

    scene_id: str | None
    number: str
    slug: str
    setting: str
    place: str
    area: str
    time_of_day: str
    synopsis: str
    characters: list[str]
    first_line: int
    last_line: int
    eighths: int
    seconds: float


class Screenplay(Schema):
    """The draft that the film has. `edited` says that its file was changed outside of the studio since: import it again
    to have the film follow. Lines are those of the file, of Final Draft's those of its reading as Fountain."""

    name: str
    asset_id: str
    path: str
    sha256: str
    imported: datetime
    edited: bool
    title: str
    author: str
    draft: str
    eighths: int
    scenes: list[ScriptSceneNode]
    elements: list[ScriptElement]
