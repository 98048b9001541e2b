"""Films as a small studio might have them, for the pictures of the documentation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shot:
    prompt: str
    seed: int


@dataclass(frozen=True)
class Picture:
    """A frame that serves as an asset: a face, a place."""

    shelf: str
    file: str
    shot: Shot


@dataclass(frozen=True)
class FilmPlan:
    name: str
    quality: str
    narrative: str
    shots: tuple[Shot, ...]


SHOWN = FilmPlan(
    "Kestrel Street",
    "standard",
    "three-act",
    (
        Shot("Extreme wide: the old harbour town at dusk, ships at anchor, first lights", 11),
        Shot("Insert: a revolver, a letter and a candle on a desk", 2),
        Shot("Close-up: a young woman with long hair cries by candlelight in her bedroom", 3),
        Shot("Over the shoulder: a detective questions a sailor in a smoky bar", 5),
        Shot("Low angle: two men fight in a saloon, bottles behind the bar", 6),
        Shot("Wide, storm: two people in a rowboat, lightning over the sea", 12),
        Shot("Wide: a girl in a red coat runs through a foggy forest at dawn", 21),
        Shot("Night, wide: a detective in a trench coat walks down a rainy alley under an umbrella", 4),
    ),
)
ON_CANVAS = SHOWN.shots[3:]
RUNNING = Shot("Full shot: a woman in a trench coat reads a letter in a snowy street at night", 33)

OTHERS = (
    FilmPlan(
        "Salt Road",
        "premium",
        "hero-journey",
        (
            Shot("Extreme wide: a caravan of riders in the desert at noon", 9),
            Shot("Extreme wide: a lone rider on horseback crosses the dunes at sunset", 7),
        ),
    ),
    FilmPlan(
        "The Quiet Orbit",
        "premium",
        "story-circle",
        (Shot("Full shot: an astronaut floats in deep space above the earth", 8),),
    ),
    FilmPlan(
        "Vespers",
        "draft",
        "beat-sheet",
        (Shot("Wide: a monk kneels in a cathedral, morning light through the windows", 14),),
    ),
    FilmPlan(
        "Ward Nine",
        "standard",
        "three-act",
        (Shot("Over the shoulder: a nurse talks to a tired soldier in a hospital ward", 5),),
    ),
    FilmPlan(
        "Юлия и снег",
        "draft",
        "none",
        (Shot("Wide: an old man walks a dog through a snowy forest in the morning", 17),),
    ),
    FilmPlan("Night Bus", "draft", "none", ()),
)

ASSETS = (
    Picture("characters", "mara.png", Shot("Close-up: a young woman with long dark hair, calm, by daylight", 3)),
    Picture("characters", "inspector-hale.png", Shot("Close-up: an old detective with a hat and a beard, tired", 6)),
    Picture("characters", "the-sailor.png", Shot("Close-up: a bearded sailor in a cap smiles, by the sea", 15)),
    Picture("locations", "harbour.png", Shot("Extreme wide: a harbour with boats at dawn, empty", 18)),
    Picture("locations", "alley.png", Shot("Wide: an empty alley at night, street lamps, rain", 4)),
)
