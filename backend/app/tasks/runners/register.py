"""Workers announce themselves under a key that lives only as long as they do."""

from __future__ import annotations

from redis import Redis

from app.tasks.runners.schemas import Runner

ALIVE_SECONDS = 10
BEAT_SECONDS = 2.0
_KNOWN = "runners"  # ids of who announced itself; asking it is quicker than scanning all keys


def announce(redis: Redis, runner: Runner) -> None:
    redis.set(_key(runner.id), runner.model_dump_json(), ex=ALIVE_SECONDS)
    redis.sadd(_KNOWN, runner.id)


def withdraw(redis: Redis, runner_id: str) -> None:
    redis.delete(_key(runner_id))
    redis.srem(_KNOWN, runner_id)


def alive(redis: Redis) -> list[Runner]:
    """Who died without a word is forgotten here."""
    known = sorted(_text(member) for member in redis.smembers(_KNOWN))
    found = redis.mget([_key(runner_id) for runner_id in known]) if known else []
    dead = [runner_id for runner_id, raw in zip(known, found, strict=True) if raw is None]
    if dead:
        redis.srem(_KNOWN, *dead)
    return [Runner.model_validate_json(raw) for raw in found if raw]


def _text(raw: bytes | str) -> str:
    return raw.decode() if isinstance(raw, bytes) else raw


def _key(runner_id: str) -> str:
    return f"runner:{runner_id}"
