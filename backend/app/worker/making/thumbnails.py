"""Small pictures for lists, in the cache."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from app.files.write import replacing
from app.projects.store import Film
from app.takes.store import THUMBNAILS, thumbnail_path
from app.worker.recognition.pictures import poster


def keep(film: Film, owner_id: str, jpeg: bytes) -> None:
    """For a take or an asset."""
    film.place(THUMBNAILS)
    with replacing(thumbnail_path(film, owner_id), durable=False) as file:
        file.write(jpeg)


def make(film: Film, owner_id: str, source: Path) -> None:
    """Of a picture that a pipeline made. Raises `ValueError` for what can't be shown."""
    try:
        with Image.open(source) as image:
            small = poster.jpeg(image)
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(f"the picture can't be read: {error}") from error
    keep(film, owner_id, small)
