"""How large a picture may be, asked of its header before anything is decoded."""

from __future__ import annotations

from app.assets.limits import MAX_PIXELS
from app.worker.recognition.facts import Unfit


def refuse_size(width: int, height: int) -> None:
    """Raises `Unfit`."""
    if width < 1 or height < 1:
        raise Unfit("The picture has no pixels.")
    if width * height > MAX_PIXELS:
        raise Unfit(f"{width}×{height} pixels are more than the {MAX_PIXELS // 10**6} million that can be shown.")
