"""Small pictures for lists, in the cache."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from app.files.write import replacing
from app.projects.store import Film
from app.takes.store import THUMBNAILS, thumbnail_path

EDGE = 640  # pixels
MAX_PIXELS = 80_000_000


def make(film: Film, owner_id: str, source: Path) -> tuple[int, int]:
    """A JPEG of at most `EDGE` pixels for a take or an asset; returns the source's size in pixels.

    Raises `ValueError` for what can't be shown.
    """
    try:
        with Image.open(source) as image:
            size = image.size
            if size[0] * size[1] > MAX_PIXELS:
                raise ValueError(f"{size[0]}×{size[1]} pixels are more than can be shown")
            image.draft("RGB", (EDGE, EDGE))
            image.thumbnail((EDGE, EDGE))
            small = image.convert("RGB")
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(f"the picture can't be read: {error}") from error
    film.place(THUMBNAILS)
    with replacing(thumbnail_path(film, owner_id), durable=False) as file:
        small.save(file, "JPEG", quality=82)
    return size
