"""Pictures that a task starts from."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageOps

Picture = Image.Image


def opened(path: Path | None, what: str) -> Picture:
    """Raises `ValueError` when it is missing or no picture."""
    if path is None:
        raise ValueError(f"it needs {what}")
    try:
        with Image.open(path) as image:
            return ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(f"{path.name} can't be read as a picture") from error
