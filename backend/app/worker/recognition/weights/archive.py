"""ZIP archives. PyTorch's checkpoints are such, with a pickle inside.

See https://pytorch.org/docs/stable/notes/serialization.html
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from app.worker.recognition.claims import refusal
from app.worker.recognition.facts import Facts, Refused, Unfit
from app.worker.recognition.signatures import PICKLE

_PICKLES = (".pkl", ".pickle")


@dataclass(frozen=True, kw_only=True)
class ArchiveFacts(Facts):
    kind: ClassVar[str] = "archive"
    files: int


def recognise(path: Path, mime: str) -> Facts:  # noqa: ARG001  there is one kind of ZIP
    """By the table of contents; nothing is unpacked. Raises `Unfit`."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError) as error:
        raise Unfit(f"The archive is damaged: {error}.") from error
    if any(name.lower().endswith(_PICKLES) for name in names):
        raise Refused(refusal(PICKLE))
    return ArchiveFacts(files=len(names))
