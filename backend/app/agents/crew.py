"""Who is in the crew, what each finds, and which fields of the film each may propose to change."""

from __future__ import annotations

from typing import NamedTuple

from app.agents.schemas import Agent, Capabilities, Part, Trade


class Member(NamedTuple):
    """`may` are the fields that it may propose anew; `adds_shots` whether new shots too."""

    name: str
    work: str
    finds: tuple[str, ...]
    may: frozenset[tuple[Part, str]] = frozenset()
    adds_shots: bool = False

    @property
    def changes(self) -> list[str]:
        named = [f"{part} {field.replace('_ids', 's')}" for part, field in sorted(self.may)]
        return [*named, "new shots"] if self.adds_shots else named


CREW: dict[Trade, Member] = {
    Trade.SCREENWRITER: Member(
        "Screenwriter",
        "Reads the draft: structure against the film's narrative, pages, and who speaks how much.",
        ("structure by pages", "beats of the narrative", "scenes in eighths of a page", "dialogue by character"),
        frozenset({(Part.CHAPTER, "synopsis"), (Part.SCENE, "synopsis")}),
    ),
    Trade.CASTING_DIRECTOR: Member(
        "Casting Director",
        "Says who is in which scene, and who needs a face or a LoRA before the camera turns.",
        ("cast list", "presence by scene", "faces and LoRAs that are missing"),
        frozenset({(Part.SHOT, "character_ids"), (Part.SCENE, "characters"), (Part.CHARACTER, "description")}),
    ),
    Trade.LOCATION_SCOUT: Member(
        "Location Scout",
        "Reads light and weather out of slug lines and action, and groups scenes by place.",
        ("light and weather by scene", "places and how often they are needed", "look references that are missing"),
        frozenset({(Part.SCENE, "look"), (Part.SCENE, "location"), (Part.SCENE, "time_of_day")}),
    ),
    Trade.ART_DIRECTOR: Member(
        "Art Director",
        "Proposes a palette for each act, and checks which style models fit the models that are there.",
        ("palette and contrast by act", "style models and what they fit"),
        frozenset({(Part.CHAPTER, "look")}),
    ),
    Trade.FIRST_AD: Member(
        "First AD",
        "Goes through the shot list: framing, angle, movement, time, coverage, and the order to generate in.",
        ("shot list by scene", "running time", "cuts that jump", "order of generation"),
        frozenset({(Part.SHOT, "framing"), (Part.SHOT, "action"), (Part.SHOT, "duration")}),
        adds_shots=True,
    ),
    Trade.PRODUCER: Member(
        "Producer",
        "Adds up what the film takes by tier: takes, measured minutes, disk, and what is missing.",
        ("what it takes by tier", "what is missing"),
    ),
}


def tell(trade: Trade, *, model: bool) -> Agent:
    member = CREW[trade]
    return Agent(agent=trade, name=member.name, work=member.work, model=model)


def capabilities(trade: Trade, *, model: bool) -> Capabilities:
    member = CREW[trade]
    return Capabilities(agent=trade, finds=list(member.finds), changes=member.changes, model=model)
