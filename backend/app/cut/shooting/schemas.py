from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.assets.schemas import Asset
from app.projects.schemas import QualityInput
from app.schemas import Body, Schema
from app.story.schemas import ElementId


class ShootWish(Body):
    """`missing`: shots that have no take. `named`: those of `shot_ids`, whatever takes they have or wait for. `stale`:
    shots whose take shows other words than they have now. `promote`: shots of the cut whose take is of a lower tier,
    again with its seed. Without `scene_ids` and `shot_ids` of the whole film; without `quality_preset` at the film's
    tier, promoted at premium."""

    what: Literal["missing", "named", "stale", "promote"]
    scene_ids: Annotated[list[ElementId] | None, Field(max_length=5000)] = None
    shot_ids: Annotated[list[ElementId] | None, Field(max_length=20_000)] = None
    quality_preset: QualityInput | None = None

    @model_validator(mode="after")
    def _names_some(self) -> Self:
        if self.what == "named" and self.shot_ids is None:
            raise ValueError("say which shots in “shot_ids”")
        return self


class ShotPrompt(Schema):
    """What is drawn of a shot; empty while neither it nor its scene says anything. `location` is the picture of its
    place, where the film has one."""

    prompt: str
    location: Asset | None


class ShootPlan(Schema):
    """`seconds` is how long it will take by what such takes took before, None while there were none; `shots` are those
    that a take is made of, `under_way` already wait for the one that is lacking, `silent` say nothing that could be
    drawn."""

    shots: list[str]
    under_way: list[str]
    silent: list[str]
    quality_preset: str
    seconds: float | None
