from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from app.projects.making.narratives import Narrative
from app.schemas import Body, Identifier, Schema


class Quality(StrEnum):
    """The three tiers; what each means is one table in `app.tasks.tiers`."""

    DRAFT = "draft"
    STANDARD = "standard"
    PREMIUM = "premium"


_ALIASES = {"low": "draft", "high": "premium"}
Look = Annotated[str, Field(max_length=500)]
QualityInput = Annotated[Quality, BeforeValidator(lambda v: _ALIASES.get(v, v) if isinstance(v, str) else v)]


class FilmSettings(Schema):
    fps: float = Field(gt=0, le=240)
    resolution: tuple[Annotated[int, Field(ge=16, le=16384)], Annotated[int, Field(ge=16, le=16384)]]


DEFAULT_SETTINGS = FilmSettings(fps=24, resolution=(1920, 1080))


class ProjectCreate(Body):
    name: str = ""
    quality: QualityInput = Quality.STANDARD
    narrative: Narrative = Narrative.THREE_ACT
    settings: FilmSettings = DEFAULT_SETTINGS
    process_async: bool = False


class Setup(Schema):
    """A film that a worker has yet to make."""

    id: str
    name: str
    wanted: ProjectCreate
    asked: datetime


class ProjectPatch(Body):
    name: str | None = None
    quality: QualityInput | None = None
    settings: FilmSettings | None = None
    look: Look | None = None


class Manifest(Schema):
    """`project.json`; `look` is the style of all its pictures, and stands there once it is told. What a person or a
    newer version added is kept."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: Identifier
    name: str = Field(min_length=1, max_length=200)
    version: str
    created: datetime
    quality: QualityInput
    narrative: Narrative
    status: str
    settings: FilmSettings
    look: Look = ""
    canvas: str = Field(pattern=r"^02_Source_Creative/Canvas/[^/\\]+\.json$")

    def as_json(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude=None if self.look else {"look"})


class Counts(Schema):
    chapters: int
    scenes: int
    shots: int
    takes: int
    assets: int


class Chapter(Schema):
    id: str
    code: str
    name: str


class Project(Schema):
    """A film, one still being made, or a folder whose manifest is damaged: then `reason` says how, and only `name`
    can be relied on. Of a whole film it says why nothing can be changed, or changes can't be committed, at present."""

    id: str
    name: str
    folder: str
    version: str
    created: datetime | None
    changed: datetime
    quality: Quality
    narrative: Narrative
    status: Literal["processing", "ready", "damaged"]
    reason: str | None
    settings: FilmSettings
    look: str
    counts: Counts
    chapters: list[Chapter]
    poster_url: str | None


class Structure(Schema):
    """Paths relative to the project; `repaired` is what a repair has put back. `pointers` are media that a clone did
    not fetch: `git lfs pull` in the film's folder brings them."""

    ok: bool
    missing: list[str]
    unexpected: list[str]
    pointers: list[str]
    repaired: list[str]


class WorkspaceLimits(Schema):
    upload_bytes: int
    name_characters: int


class WorkspaceConfig(Schema):
    root: str
    free_bytes: int
    total_bytes: int
    git_lfs: bool
    limits: WorkspaceLimits
    tiers: list[Quality]
