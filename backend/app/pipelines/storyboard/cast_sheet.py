"""Draws four characters on one sheet, each as in a film: `python -m app.pipelines.storyboard.cast_sheet OUT.png`."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from app.pipelines.base import CharacterReference
from app.pipelines.storyboard.looks.likeness import known
from app.pipelines.storyboard.picture import Panel, Size
from app.pipelines.storyboard.works.variations import USUAL, portrait

CAST = (
    CharacterReference("mara", "Mara Quinn", "", "a young woman with long black hair in a red coat"),
    CharacterReference("otto", "Otto", "", "an old man with a grey beard and glasses in a green jacket"),
    CharacterReference("lena", "Lena", "", "a blonde woman with a bob cut in a navy suit"),
    CharacterReference("bruno", "Bruno", "", "a bald man in a yellow shirt"),
)
SHOTS = (
    "Wide: {} walks down a street at dusk",
    "Medium shot: {} stands in a forest in the morning",
    "Close-up: determined {} in the kitchen at night",
)
FACE: Size = (288, 360)
PANEL: Size = (480, 360)
GAP = 10
REFINEMENT = 0.95


def row(character: CharacterReference, folder: Path) -> Image.Image:
    """The base face, the expressions as drawn from that picture, and a wide, a medium and a close shot."""
    face = portrait(known(character).person, "neutral", (576, 720), 3).png(REFINEMENT)
    path = folder / f"{character.id}.png"
    path.write_bytes(face)
    cast = known(CharacterReference(character.id, character.name, "", character.description, path))
    pictures = [_opened(face, FACE)]
    pictures += [_opened(portrait(cast.person, kind, (576, 720), 11).png(REFINEMENT), FACE) for kind in USUAL]
    for seed, shot in enumerate(SHOTS, 20):
        panel = Panel(shot.format(character.name), (960, 720), seed, [cast])
        pictures.append(_opened(panel.png(REFINEMENT), PANEL))
    made = Image.new("RGB", (sum(picture.width + GAP for picture in pictures) + GAP, FACE[1] + GAP), "#16151a")
    x = GAP
    for picture in pictures:
        made.paste(picture, (x, GAP))
        x += picture.width + GAP
    return made


def _opened(data: bytes, size: Size) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB").resize(size, Image.Resampling.LANCZOS)


def main() -> None:
    with TemporaryDirectory() as folder:
        rows = [row(character, Path(folder)) for character in CAST]
    sheet = Image.new("RGB", (rows[0].width, sum(made.height for made in rows) + GAP), "#16151a")
    for index, made in enumerate(rows):
        sheet.paste(made, (0, index * made.height))
    sheet.quantize(192, dither=Image.Dither.FLOYDSTEINBERG).save(Path(sys.argv[1]), optimize=True)


if __name__ == "__main__":
    main()
