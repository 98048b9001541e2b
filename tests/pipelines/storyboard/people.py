"""Five people who are nobody's twin, and what sets their pictures apart."""

from __future__ import annotations

import numpy as np

from app.pipelines.base import CharacterReference
from app.pipelines.storyboard.looks.likeness import known
from app.pipelines.storyboard.looks.photograph import Grid, lab
from app.pipelines.storyboard.picture import Panel
from tests.pipelines.storyboard.studio import pixels

CAST = (
    CharacterReference("c-1", "Mara Quinn", "mara_v1", "a young woman with long black hair in a red coat"),
    CharacterReference("c-2", "Otto", "otto", "an old man with a grey beard and glasses in a green jacket"),
    CharacterReference("c-3", "Lena", "lena", "a blonde woman in a navy suit"),
    CharacterReference("c-4", "Bruno", "bruno", "a bald man in a yellow shirt"),
    CharacterReference("c-5", "Tim", "tim", "a boy with curly red hair in a purple sweater"),
)
SIZE = (320, 180)


def panel(prompt: str, seed: int, *cast: CharacterReference) -> bytes:
    return Panel(prompt, SIZE, seed, [known(who) for who in cast]).png(0.85)


def signatures(pictures: list[bytes]) -> Grid:
    """What the colours of each picture have that the others of the same shot have not, one row a picture."""
    rows = np.array([_colours(picture) for picture in pictures])
    apart = rows - rows.mean(axis=0)
    return np.asarray(apart / np.linalg.norm(apart, axis=1, keepdims=True))


def _colours(picture: bytes) -> Grid:
    """A histogram over Lab, smoothed so that a little more light is not another colour."""
    edges = [np.linspace(0, 100, 9), np.linspace(-50, 60, 13), np.linspace(-50, 60, 13)]
    counts, _ = np.histogramdd(lab(pixels(picture)).reshape(-1, 3), edges)
    for axis in range(3):
        counts = counts + (np.roll(counts, 1, axis) + np.roll(counts, -1, axis)) / 2
    return np.asarray(np.sqrt(counts.ravel() / counts.sum()))
