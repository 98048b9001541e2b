"""The child: `python -m app.pictures.child SOURCE TARGET`."""

from __future__ import annotations

import resource
import signal
import sys
from pathlib import Path

from PIL import Image, ImageOps

from app.pictures.limits import MAX_PIXELS, MAX_SIDE, MEMORY, SECONDS, Verdict

_FORMATS = ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"]
Image.MAX_IMAGE_PIXELS = None  # `MAX_PIXELS` takes the place of Pillow's own limit


def main(source: Path, target: Path) -> Verdict:
    _confine()
    try:
        with Image.open(source, formats=_FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                return Verdict.TOO_LARGE
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except MemoryError:
        return Verdict.TOO_LARGE
    except Exception:  # noqa: BLE001  the child's edge: decoders raise what they like on a damaged file
        return Verdict.UNREADABLE
    upright.thumbnail((MAX_SIDE, MAX_SIDE))
    Image.frombytes("RGB", upright.size, upright.tobytes()).save(target, "PNG")  # the pixels alone, no profile or text
    return Verdict.WRITTEN


def _confine() -> None:
    """Set by the child itself, so that they hold when its parent is killed, too."""
    signal.alarm(SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
