"""Changes need Redis: where it is away, they are refused while nothing has happened yet."""

from __future__ import annotations

from fastapi import Request
from redis import Redis

_READING = {"GET", "HEAD", "OPTIONS"}


def require_redis(request: Request) -> None:
    """Raises `RedisError`."""
    if request.method not in _READING:
        redis: Redis = request.app.state.redis
        redis.ping()
