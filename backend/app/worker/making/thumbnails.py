"""Small pictures for lists, in the cache."""

from __future__ import annotations

from pathlib import Path

import av
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
    """Of a picture or a video that a pipeline made. Raises `ValueError` for what can't be shown."""
    try:
        keep(film, owner_id, _of_video(source) if source.suffix == ".mp4" else _of_picture(source))
    except (OSError, SyntaxError, Image.DecompressionBombError, av.FFmpegError) as error:
        raise ValueError(f"the picture can't be read: {error}") from error


def _of_picture(source: Path) -> bytes:
    with Image.open(source) as image:
        return poster.jpeg(image)


def _of_video(source: Path) -> bytes:
    """Its first frame: a generated video does not begin in black."""
    with av.open(str(source)) as video:
        return poster.jpeg(Image.fromarray(next(video.decode(video=0)).to_ndarray(format="rgb24")))
