"""Pictures as cameras, painters and browsers make them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PIL import ExifTags, Image, UnidentifiedImageError

from app.worker.recognition.facts import Facts, Unfit
from app.worker.recognition.pictures import poster
from app.worker.recognition.pictures.size import refuse_size

_SIDEWAYS = frozenset({5, 6, 7, 8})  # EXIF orientations that turn a picture by 90°

Image.MAX_IMAGE_PIXELS = None  # `refuse_size` takes the place of Pillow's own limit


@dataclass(frozen=True, kw_only=True)
class ImageFacts(Facts):
    """Sizes are pixels, as shown; `mode` is Pillow's word for the channels, e.g. `RGBA`."""

    kind: ClassVar[str] = "image"
    width: int
    height: int
    mode: str
    frames: int | None


def recognise(path: Path, mime: str) -> Facts:
    """One decoder is asked, the one of `mime`. Raises `Unfit`."""
    try:
        with Image.open(path, formats=[mime.removeprefix("image/").upper()]) as image:
            refuse_size(*image.size)
            return _facts(image)
    except UnidentifiedImageError:
        raise Unfit("The picture can't be read: its header is damaged.") from None
    except (OSError, SyntaxError) as error:
        raise Unfit(f"The picture can't be read: {error}.") from error


def _facts(image: Image.Image) -> ImageFacts:
    width, height = image.size
    if image.getexif().get(ExifTags.Base.Orientation) in _SIDEWAYS:
        width, height = height, width
    frames = getattr(image, "n_frames", 1)
    mode = image.mode
    return ImageFacts(
        width=width, height=height, mode=mode, frames=frames if frames > 1 else None, poster=poster.jpeg(image)
    )
