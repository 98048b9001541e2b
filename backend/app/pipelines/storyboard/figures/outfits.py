"""What somebody wears, as measures and colours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from app.pipelines.storyboard.brief.model import Person
from app.pipelines.storyboard.paper.colour import Colour, grey, hexa

COLOURS: dict[str, Colour] = {
    "red": hexa("#b5382f"),
    "crimson": hexa("#8c2a37"),
    "blue": hexa("#4a6d96"),
    "navy": hexa("#38455f"),
    "green": hexa("#55795a"),
    "olive": hexa("#737254"),
    "yellow": hexa("#dcb14f"),
    "orange": hexa("#d0793c"),
    "brown": hexa("#7b5a43"),
    "beige": hexa("#c6b190"),
    "black": hexa("#3b3a3f"),
    "white": hexa("#ece7dc"),
    "grey": hexa("#8f9092"),
    "charcoal": hexa("#515257"),
    "purple": hexa("#6f5780"),
    "pink": hexa("#d59aa0"),
}
SKINS = [hexa(code) for code in ("#ecd0b6", "#e6c4a6", "#dcb490", "#c79a74", "#a67a58")]
QUIET = ["navy", "olive", "brown", "charcoal", "grey", "beige", "crimson", "blue"]


@dataclass(frozen=True)
class Outfit:
    """Lengths are shares of the leg below the pelvis; `bulk` is metres of cloth about the body."""

    skin: Colour
    colour: Colour
    lower: Colour
    shoes: Colour
    bulk: float = 0.012
    hem: float = 0.12
    flare: float = 0.02
    sleeves: bool = True
    trousers: bool = True
    gloves: Colour | None = None
    front: str = "plain"
    """What the front shows: plain, open, lapels, buttons, plates, belt."""


CUTS: dict[str, dict[str, object]] = {
    "coat": {"bulk": 0.026, "hem": 0.6, "flare": 0.07, "front": "lapels"},
    "jacket": {"bulk": 0.02, "hem": 0.1, "front": "open"},
    "suit": {"bulk": 0.014, "hem": 0.17, "flare": 0.015, "front": "lapels"},
    "dress": {"bulk": 0.004, "hem": 0.5, "flare": 0.13, "trousers": False, "sleeves": False, "front": "belt"},
    "gown": {"bulk": 0.004, "hem": 0.96, "flare": 0.3, "trousers": False, "sleeves": False, "front": "belt"},
    "robe": {"bulk": 0.034, "hem": 0.95, "flare": 0.13, "trousers": False, "front": "belt"},
    "shirt": {"bulk": 0.01, "hem": 0.07, "flare": 0.012},
    "uniform": {"bulk": 0.018, "hem": 0.16, "front": "buttons"},
    "armour": {"bulk": 0.026, "hem": 0.17, "flare": 0.04, "front": "plates"},
    "spacesuit": {"bulk": 0.052, "hem": 0.06, "flare": 0.0, "front": "plates"},
    "vest": {"bulk": 0.004, "hem": 0.06, "flare": 0.0, "sleeves": False},
}
MATCHED = frozenset({"suit", "uniform", "spacesuit", "armour"})


def outfit_for(person: Person, rng: Random) -> Outfit:
    skin = rng.choice(SKINS)
    garment = person.garment or rng.choice(_usual(person))
    colour = COLOURS.get(person.garment_colour) or _usual_colour(garment, rng)
    lower = colour.darker(0.08) if garment in MATCHED else COLOURS[rng.choice(["navy", "charcoal", "brown", "black"])]
    if person.look:
        skin, lower = person.look.skin, colour.darker(0.08) if garment in MATCHED else person.look.lower
        colour = COLOURS.get(person.garment_colour, person.look.cloth)
    base = Outfit(skin, colour, lower, COLOURS["black"].toward(COLOURS["brown"], rng.random() * 0.6))
    if garment in ("spacesuit", "armour"):
        base = replace(base, gloves=grey(0.55), shoes=grey(0.6))
    return replace(base, **CUTS[garment])  # type: ignore[arg-type]


def _usual(person: Person) -> list[str]:
    if person.sex == "woman":
        return ["dress", "shirt", "coat", "dress"]
    return ["jacket", "shirt"] if person.age in ("child", "young") else ["jacket", "suit", "shirt", "coat"]


def _usual_colour(garment: str, rng: Random) -> Colour:
    known = {
        "spacesuit": "white",
        "armour": "grey",
        "suit": "charcoal",
        "coat": rng.choice(["beige", "charcoal", "olive"]),
    }
    return COLOURS[known.get(garment, rng.choice(QUIET))].toward(grey(0.55), 0.12)
