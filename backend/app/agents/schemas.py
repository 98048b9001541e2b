"""What the crew says: findings to read, and changes that a person accepts one by one."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from app.schemas import Body, Identifier, Schema
from app.story.schemas import ElementId, Line, Names, Seconds, Text
from app.tasks.schemas import ENDED, Status


class Trade(StrEnum):
    PRODUCER = "producer"
    SCREENWRITER = "screenwriter"
    ART_DIRECTOR = "art-director"
    CASTING_DIRECTOR = "casting-director"
    LOCATION_SCOUT = "location-scout"
    FIRST_AD = "first-ad"


class Part(StrEnum):
    """Of the film, what a change is about."""

    CHAPTER = "chapter"
    SCENE = "scene"
    SHOT = "shot"
    CHARACTER = "character"


Source = Literal["rules", "model"]
State = Literal["open", "accepted", "refused", "outdated"]
Value = Text | Seconds | Names


class Rewrite(Schema):
    """A field of something that is there. `basis` is a hash of the words that it was thought out for; `label` is how
    film people call what is changed."""

    kind: Literal["rewrite"]
    id: str
    part: Part
    element: ElementId
    label: str
    field: str
    before: Value
    after: Value
    why: str
    source: Source
    basis: str


class NewShot(Schema):
    """A shot that is not there yet, with the id that it will have; at the end of its scene, or in front of another."""

    kind: Literal["new_shot"]
    id: str
    element: ElementId
    label: str
    scene_id: ElementId
    in_front_of: ElementId | None
    framing: Line
    action: Text
    dialogue: Text
    duration: Seconds
    character_ids: Names
    why: str
    source: Source
    basis: str


Change = Annotated[Rewrite | NewShot, Field(discriminator="kind")]


class Column(Schema):
    name: str
    numeric: bool


class Row(Schema):
    """`element` is the id of what it is about, where that is one thing of the film."""

    cells: list[str]
    element: str | None


class Finding(Schema):
    """A paragraph, a table, or both. `asks`: somebody should do something about it."""

    title: str
    text: str
    asks: bool
    columns: list[Column]
    rows: list[Row]


class Advice(Schema):
    findings: list[Finding]
    changes: list[Change]


class Record(Schema):
    """A task of the crew as it lies on disk, until the film goes. `refused` are ids of changes; `attempt` counts who
    began on it. `model` answered, or did not for the reason in `model_error`."""

    id: Identifier
    trade: Trade
    wish: str
    status: Status
    progress: float
    message: str
    attempt: int
    created: datetime
    finished: datetime | None
    error: str | None
    model: str | None
    model_error: str | None
    advice: Advice | None
    refused: list[str]

    @property
    def ended(self) -> bool:
        return self.status in ENDED


class Asked(Body):
    """What a person wants it to look at; only a language model reads that."""

    description: str = Field("", max_length=2000)


class Chosen(Body):
    """Ids of changes; all that are open when None."""

    changes: list[Annotated[str, Field(max_length=20)]] | None = Field(None, max_length=5000)


class Capabilities(Schema):
    """`finds` and `changes` in words; `model` is whether a language model is set up that adds to them."""

    agent: Trade
    finds: list[str]
    changes: list[str]
    model: bool


class Agent(Schema):
    agent: Trade
    name: str
    work: str
    model: bool


class AgentTask(Schema):
    """`progress` in percent; `counts` of its changes by their state, computed from how the film is now."""

    id: str
    project_id: str
    agent: Trade
    description: str
    status: Status
    progress: float
    message: str
    created: datetime
    finished: datetime | None
    error: str | None
    model: str | None
    model_error: str | None
    counts: dict[State, int]


class Proposed(Schema):
    """`outdated`: what it was thought out for has changed since, so that it can't be accepted any more."""

    change: Change
    state: State


class Proposal(AgentTask):
    findings: list[Finding]
    changes: list[Proposed]
