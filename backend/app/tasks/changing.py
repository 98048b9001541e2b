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

    def make(self) -> object:
        """What it answers. Raises `RedisError`."""
        outcome: object = self.script(keys=self.keys, args=self.arguments)
        return outcome

    @classmethod
    def fulfil(cls, requests: Sequence[Self]) -> Sequence[object]:
        try:
            return [requests[0].make()] if len(requests) == 1 else make_all(requests)
        except RedisError as error:
            return [error] * len(requests)


def make_all(changes: Sequence[Change]) -> list[object]:
    """What they answer, in one journey; each error is raised. Raises `RedisError`."""
    if not changes:
        return []
    with changes[0].redis.pipeline(transaction=False) as pipe:
        for change in changes:
            pipe.evalsha(change.script.sha, len(change.keys), *change.keys, *change.arguments)
        outcomes: list[object] = pipe.execute(raise_on_error=False)
    return [
        change.make() if isinstance(outcome, NoScriptError) else outcome
        for change, outcome in zip(changes, outcomes, strict=True)
    ]
