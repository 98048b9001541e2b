"""The access token, asked for in constant time and not for ever."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections import OrderedDict
from collections.abc import Callable

from app.errors import SignInRequired, TooMany

MAX_WRONG = 10
WINDOW_SECONDS = 60.0
_MAX_PLACES = 10_000


class Token:
    """Raises `TooMany` to a place that was wrong `MAX_WRONG` times within `WINDOW_SECONDS`, whatever it says now."""

    def __init__(self, token: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._digest = _digest(token)
        self._clock = clock
        self._wrong: OrderedDict[str, list[float]] = OrderedDict()

    def check(self, offered: str, place: str) -> None:
        """Raises `SignInRequired` for a wrong one. `place` is where the caller calls from."""
        recent = [moment for moment in self._wrong.get(place, ()) if self._clock() - moment < WINDOW_SECONDS]
        if len(recent) >= MAX_WRONG:
            raise TooMany("Too many wrong access tokens; wait a minute, then try again.", code="too_many_tries")
        if hmac.compare_digest(_digest(offered), self._digest):
            return
        self._remember(place, [*recent, self._clock()])
        raise SignInRequired("This is not the studio's access token.", code="token_wrong", field="token")

    def _remember(self, place: str, wrong: list[float]) -> None:
        self._wrong[place] = wrong
        self._wrong.move_to_end(place)
        if len(self._wrong) > _MAX_PLACES:
            self._wrong.popitem(last=False)


def _digest(token: str) -> bytes:
    """Of one length, so that not even the token's length can be measured."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
