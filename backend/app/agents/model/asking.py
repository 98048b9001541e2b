"""One question to the language model, and what of its answer may become a proposal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from app.agents.changes import Stand, Target, rewrite
from app.agents.crew import CREW
from app.agents.material import Material
from app.agents.model.briefing import messages
from app.agents.model.server import Silent, complete
from app.agents.rules.writing import says
from app.agents.schemas import Advice, Change, Part, Trade, Value
from app.characters.schemas import Description
from app.config import Settings
from app.errors import NotFound
from app.story.schemas import Line, Names, Seconds, Text

_NOTHING = Advice(findings=[], changes=[])
_FENCE = re.compile(r"\s*```(?:json)?\s*(.*?)\s*```\s*", re.DOTALL)
_KINDS: dict[str, TypeAdapter[Any]] = {
    **dict.fromkeys(["synopsis", "action"], TypeAdapter(Text)),
    **dict.fromkeys(["look", "location", "time_of_day", "framing"], TypeAdapter(Line)),
    **dict.fromkeys(["characters", "character_ids"], TypeAdapter(Names)),
    "description": TypeAdapter(Description),
    "duration": TypeAdapter(Seconds),
}


class Suggestion(BaseModel):
    part: Part
    id: str = Field(max_length=64)
    field: str = Field(max_length=40)
    value: str | float | list[str]
    why: str = Field("", max_length=500)


class Said(BaseModel):
    """The form that it is asked to keep to."""

    notes: list[str] = Field(max_length=8)
    changes: list[Suggestion] = Field(max_length=500)


class Answer(NamedTuple):
    """`error` is why there is nothing from the model, as a sentence."""

    advice: Advice
    model: str | None
    error: str | None


def ask(settings: Settings, trade: Trade, material: Material, wish: str, still_wanted: Callable[[], None]) -> Answer:
    """Whatever the model does, this answers: with its proposals, or with the reason why there are none. Raises only
    what `still_wanted` does, once nobody waits for the answer any more."""
    try:
        text, model = complete(settings, messages(trade, material, wish), Said.model_json_schema(), still_wanted)
        said = _read(text)
    except Silent as error:
        return Answer(_NOTHING, None, str(error))
    notes = [says("A note", note.strip()[:2000]) for note in said.notes if note.strip()]
    return Answer(Advice(findings=notes, changes=list(_allowed(trade, material.stand, said))), model or "unnamed", None)


def _read(text: str) -> Said:
    """Raises `Silent`. Some wrap their JSON as people do in chats."""
    fenced = _FENCE.fullmatch(text)
    try:
        return Said.model_validate_json(fenced[1] if fenced else text)
    except ValidationError as error:
        raise Silent("The language model's answer is not in the form that it was asked for.") from error


def _allowed(trade: Trade, stand: Stand, said: Said) -> Iterator[Change]:
    """What names something that is there, a field that this trade may change, and a value that fits and is new."""
    seen = set[Target]()
    for each in said.changes:
        target = Target(each.part, each.id, each.field)
        if (each.part, each.field) not in CREW[trade].may or target in seen:
            continue
        try:
            value: Value = _KINDS[each.field].validate_python(each.value, strict=True)
            change = rewrite(stand, target, value, each.why.strip(), "model")
        except (ValidationError, NotFound):
            continue
        if change.before != change.after and _knows(stand, each.field, value):
            seen.add(target)
            yield change


def _knows(stand: Stand, field: str, value: Value) -> bool:
    return field != "character_ids" or (isinstance(value, list) and set(value) <= stand.cast.keys())
