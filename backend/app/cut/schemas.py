from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from app.schemas import Body, Schema
from app.story.schemas import ElementId, Stored

Frames = Annotated[int, Field(ge=0, le=10_000_000)]
Length = Annotated[int, Field(ge=1, le=10_000_000)]
CardText = Annotated[str, Field(max_length=2000)]
Decibels = Annotated[float, Field(ge=-60, le=12, allow_inf_nan=False)]


class ClipEntry(Stored):
    """A shot, or a card with words. `start` is the first frame of the take that shows. Without `take_id` it is the
    shot's chosen take, without `frames` it lasts as long as a video take does, or as the shot is estimated."""

    id: ElementId
    kind: Literal["shot", "card"] = "shot"
    shot_id: ElementId | None = None
    take_id: ElementId | None = None
    text: CardText = ""
    start: Frames = 0
    frames: Length | None = None


class MusicEntry(Stored):
    """A sound of the film from frame `at` of the cut on; without `frames` as long as there is of it, or of the cut."""

    id: ElementId
    asset_id: ElementId
    at: Frames = 0
    start: Frames = 0
    frames: Length | None = None
    gain: Decibels = 0.0


class CutDocument(Stored):
    """`02_Source_Creative/cut.json`: in frames at `fps`, the rate of the film when its cut was first touched."""

    version: int = 1
    fps: float = Field(gt=0, le=240)
    clips: list[ClipEntry] = Field(default_factory=list)
    music: list[MusicEntry] = Field(default_factory=list)


class ClipWish(ClipEntry):
    model_config = Body.model_config


class MusicWish(MusicEntry):
    model_config = Body.model_config


class CutWish(Body):
    """The whole timeline, in its order."""

    clips: list[ClipWish] = Field(max_length=10_000)
    music: list[MusicWish] = Field(default=[], max_length=200)

    def over(self, document: CutDocument) -> CutDocument:
        clips = [ClipEntry(**clip.model_dump()) for clip in self.clips]
        return document.model_copy(
            update={"clips": clips, "music": [MusicEntry(**sound.model_dump()) for sound in self.music]}
        )


class CutClip(Schema):
    """`at` and `frames` say where in the cut it plays, `start` from which frame of its take; `available` are the frames
    of a video, None for a still. `pinned` keeps it on its take whatever is chosen; `own_length` was set by hand."""

    id: str
    kind: Literal["shot", "card"]
    shot_id: str | None
    scene_id: str | None
    code: str
    text: str
    dialogue: str
    take_id: str | None
    pinned: bool
    media: Literal["still", "video"] | None
    url: str | None
    thumbnail_url: str | None
    stale: bool
    at: int
    start: int
    frames: int
    own_length: bool
    available: int | None

    @property
    def end(self) -> int:
        return self.at + self.frames


class CutMusic(Schema):
    id: str
    asset_id: str
    name: str
    url: str
    at: int
    start: int
    frames: int
    own_length: bool
    gain: float


class Cut(Schema):
    """The film as it plays, in frames at `fps`; `card_frames` is how long a card lasts that has no length of its own.
    Until it is `edited` it follows the story. `left_out` are shots of the story that it does not show; `lost` are the
    clips and sounds whose shot or file is gone, which do not play."""

    fps: float
    resolution: tuple[int, int]
    frames: int
    card_frames: int
    edited: bool
    clips: list[CutClip]
    music: list[CutMusic]
    left_out: list[str]
    lost: list[str]
