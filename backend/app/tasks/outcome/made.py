from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Made(NamedTuple):
    """An output by its name, where it waits."""

    name: str
    path: Path
