"""The one step in Redis that changes a record, and several of them in one journey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from redis import Redis
from redis.commands.core import Script
from redis.exceptions import NoScriptError, RedisError


@dataclass(frozen=True, eq=False)
class Change:
    """What `record.lua` is asked."""

    redis: Redis
    script: Script
    keys: Sequence[str]
    arguments: Sequence[str | bytes | int]

    def make(self, client: Redis | None = None) -> object:
        """What it answers; of a pipeline nothing yet. Raises `RedisError`."""
        outcome: object = self.script(keys=self.keys, args=self.arguments, client=client)
        return outcome

    @classmethod
    def fulfil(cls, requests: Sequence[Self]) -> Sequence[object]:
        try:
            return [requests[0].make()] if len(requests) == 1 else _made(requests)
        except RedisError as error:
            return [error] * len(requests)


def all_or_none(changes: Sequence[Change]) -> list[object]:
    """What they answer; nobody sees some of them made. Raises `RedisError`."""
    if not changes:
        return []
    with changes[0].redis.pipeline() as pipe:
        for change in changes:
            change.make(pipe)
        outcomes: list[object] = pipe.execute()
    return outcomes


def _made(changes: Sequence[Change]) -> list[object]:
    """What each answers, its error among it, in one journey. Raises `RedisError`."""
    with changes[0].redis.pipeline(transaction=False) as pipe:
        for change in changes:
            pipe.evalsha(change.script.sha, len(change.keys), *change.keys, *change.arguments)
        outcomes: list[object] = pipe.execute(raise_on_error=False)
    return [
        change.make() if isinstance(outcome, NoScriptError) else outcome
        for change, outcome in zip(changes, outcomes, strict=True)
    ]
