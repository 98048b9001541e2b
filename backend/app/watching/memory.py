"""What has been told of the folders, shared by all who watch them: a change is told once."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from redis import Redis
from redis.exceptions import LockNotOwnedError

_FILMS = "watch:films"
_BEGUN = "watch:begun"
_LEAVING = "leaving:"
_LEAVING_SECONDS = 60.0
_CLAIM_SECONDS = 60.0  # longer than any look takes; a watcher that was killed keeps others waiting that long


class Memory:
    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    @contextmanager
    def claim(self, what: str) -> Iterator[bool]:
        """Whether the caller may look at `what` and tell; another one is at it otherwise."""
        lock = self._redis.lock(f"watch:claim:{what}", timeout=_CLAIM_SECONDS)
        mine = lock.acquire(blocking=False)
        try:
            yield mine
        finally:
            if mine:
                _release(lock)

    @property
    def begun(self) -> bool:
        """Whether all films were seen once: before that, and after Redis lost everything, nothing counts as news."""
        return bool(self._redis.exists(_BEGUN))

    def begin(self) -> None:
        self._redis.set(_BEGUN, 1)

    def films(self) -> dict[str, str]:
        return _text(self._redis.hgetall(_FILMS))

    def keep_film(self, film_id: str, state: str) -> None:
        self._redis.hset(_FILMS, film_id, state)

    def leave(self, film_id: str) -> None:
        """The studio itself is about to delete it: that it goes is no news."""
        self._redis.hset(_FILMS, film_id, f"{_LEAVING}{time.time()}")

    def drop_film(self, film_id: str) -> None:
        self._redis.hdel(_FILMS, film_id)
        self._redis.delete(_files(film_id))

    def files(self, film_id: str) -> dict[str, str]:
        """Stamps by path; empty for a film never looked at."""
        return _text(self._redis.hgetall(_files(film_id)))

    def keep_files(self, film_id: str, changed: Mapping[Any, Any], gone: Sequence[str]) -> None:
        with self._redis.pipeline() as pipe:
            if changed:
                pipe.hset(_files(film_id), mapping=changed)
            if gone:
                pipe.hdel(_files(film_id), *gone)
            pipe.execute()


def leaving(state: str | None) -> bool:
    """False again when nothing came of it."""
    if state is None or not state.startswith(_LEAVING):
        return False
    return time.time() - float(state.removeprefix(_LEAVING)) < _LEAVING_SECONDS


def _files(film_id: str) -> str:
    return f"watch:files:{film_id}"


def _text(found: Any) -> dict[str, str]:
    return {key.decode(): value.decode() for key, value in found.items()}


def _release(lock: Any) -> None:
    try:
        lock.release()
    except LockNotOwnedError:
        return  # it ran out; what was told twice does no harm
