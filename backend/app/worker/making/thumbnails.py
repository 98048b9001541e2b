"""Small pictures for lists, in the cache."""

from __future__ import annotations

from pathlib import Path

import av
from PIL import Image

from app.files.write import replacing
from app.projects.film import Film
from app.takes.store import THUMBNAILS, thumbnail_path
from app.worker.recognition.pictures import poster


def keep(film: Film, owner_id: str, jpeg: bytes) -> None:
    """For a take or an asset."""
    film.place(THUMBNAILS)
    with replacing(thumbnail_path(film, owner_id), durable=False) as file:
        file.write(jpeg)


def make(film: Film, owner_id: str, source: Path) -> None:
    """Of a picture or a video that a pipeline made. Raises `ValueError` for what can't be shown."""
    try:
        with opened(source) as picture:
            keep(film, owner_id, poster.jpeg(picture))
    except (OSError, SyntaxError, Image.DecompressionBombError, av.FFmpegError) as error:
        raise ValueError(f"the picture can't be read: {error}") from error


def opened(source: Path) -> Image.Image:
    """Of a video the first frame: a generated one does not begin in black."""
    if source.suffix != ".mp4":
        return Image.open(source)
    with av.open(str(source)) as video:
        return Image.fromarray(next(video.decode(video=0)).to_ndarray(format="rgb24"))
