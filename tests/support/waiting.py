"""Waiting for what no event announces."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

DEADLINE = 45.0  # seconds; what must hold holds long before, so that a slow machine proves nothing


def eventually(look: Callable[[], T], seconds: float = DEADLINE) -> T:
    """The first truthy answer of `look`; fails when there is none in time."""
    limit = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > limit:
            raise AssertionError(f"still {found!r} after {seconds:.0f} s")
        time.sleep(0.05)
