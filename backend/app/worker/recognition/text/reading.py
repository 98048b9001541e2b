"""Text files, read whole."""

from __future__ import annotations

import codecs
from pathlib import Path

from app.assets.limits import MAX_TEXT
from app.worker.recognition.facts import Unfit


def read(path: Path) -> str:
    """UTF-8, or UTF-16 where a mark says so; line ends become newlines. Raises `Unfit`."""
    if path.stat().st_size > MAX_TEXT:
        raise Unfit(f"The text is longer than {MAX_TEXT // 2**20} MiB.")
    data = path.read_bytes()
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unfit("The text is not UTF-8: save it as UTF-8 and upload it again.") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
