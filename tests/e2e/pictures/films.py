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


# The screenplay says little of how its people look.
LOOKS = {
    "Nora": "a woman in her thirties with long red hair, in a dark blue trench coat",
    "Tomas": "an old man in his sixties with grey hair and a white beard, in a white wool sweater",
}

# On the canvas: one is drawn, one is being drawn.
DRAWN = Shot("Two shot: a woman in a trench coat and an old man drink tea at a table, a lamp between them", 5)
RUNNING = Shot("Full shot: a woman in a trench coat stands on the rocks by the sea at night, in a storm", 33)

OTHERS = (
    FilmPlan(
        "Kestrel Street",
        "standard",
        "three-act",
        (
            Shot("Close-up: a young woman with long hair cries by candlelight in her bedroom", 3),
            Shot("Over the shoulder: a detective questions a sailor in a smoky bar", 5),
            Shot("Night, wide: a detective in a trench coat walks down a rainy alley under an umbrella", 4),
        ),
    ),
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
