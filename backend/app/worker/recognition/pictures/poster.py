"""The small picture that stands for a larger one in lists."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

EDGE = 640  # pixels


def jpeg(image: Image.Image) -> bytes:
    """At most `EDGE` pixels wide and high, upright. `image` is used up. Raises what Pillow raises."""
    image.draft("RGB", (EDGE, EDGE))
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")  # 16 bits, which Pillow would clip
    image.thumbnail((EDGE, EDGE))
    written = io.BytesIO()
    ImageOps.exif_transpose(image).convert("RGB").save(written, "JPEG", quality=82)
    return written.getvalue()
