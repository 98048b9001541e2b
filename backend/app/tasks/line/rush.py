from __future__ import annotations

from typing import Any

from redis import Redis

from app.tasks.ledger import OPEN, WORKING
from app.tasks.line.line import TURNS


class Rush:
    """Whether workers take on one small task after the other, and have no time for anything else.

    That tasks wait says little: the line may be held, nobody may be there who can make them, or those in work may take
    so long that nothing else matters beside them.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._turn: float | None = None

    def look(self) -> bool:
        """Whether tasks were taken on since the last look, and others still wait."""
        with self._redis.pipeline() as pipe:
            pipe.zrevrange(TURNS, 0, 0, withscores=True)
            pipe.zcard(OPEN)
            pipe.scard(WORKING)
            newest, opened, working = pipe.execute()
        before, self._turn = self._turn, _score(newest)
        return before is not None and self._turn > before and opened > working


def _score(newest: Any) -> float:
    return float(newest[0][1]) if newest else 0.0
