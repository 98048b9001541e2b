"""How fast one client may talk."""

from __future__ import annotations

import time
from collections.abc import Callable


class Bucket:
    """Lets `burst` messages through at once and `rate` a second on the whole; to talk on regardless makes debt."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._left = float(burst)
        self._at = clock()

    def take(self) -> bool:
        """False for a message too many."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate) - 1
        self._at = now
        return self._left >= 0

    @property
    def hopeless(self) -> bool:
        """A whole burst in debt: the client does not heed what it is told."""
        return self._left <= -self._burst
