"""Which films this Auteur may write.

A version counts up in front where an older studio would do harm by writing, behind where it would at most not know a
key: unknown keys are kept. A film that a later one wrote is therefore read, as far as it can be, and left as it is.
"""

from __future__ import annotations

import re
from typing import Any, Final

CURRENT: Final = "1.0.0"

_FIRST = re.compile(r"\d{1,9}")


def newer(version: Any) -> bool:
    """What is no version counts as one of ours: people write into manifests too."""
    return isinstance(version, str) and _first(version) > _first(CURRENT)


def _first(version: str) -> int:
    found = _FIRST.match(version)
    return int(found[0]) if found else 0
