from __future__ import annotations

import hashlib
from pathlib import Path


def sha256(path: Path) -> str:
    """Of what the file holds, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
