"""Events to fan out: the same words through the studio's log and over the bare relay's channel."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable

from redis import Redis

from app.events.log import EventLog, draft
from app.tasks.events import NodeStateData, NodeStateUpdated
from bench.peers.relay import CHANNEL

Tell = Callable[[Iterable[int]], None]  # the numbers of the events to tell, each stamped with its moment

_MARK = b'"node_id":"'
_NUMBER, _MOMENT = 10, 20  # digits
_TASK = "00000000-0000-4000-8000-000000000000"


def through_the_log(redis: Redis, film_id: str, size: int = 0) -> Tell:
    """`size` makes the events so many bytes longer, of a kind that can't be compressed away."""
    log = EventLog(redis)

    def tell(numbers: Iterable[int]) -> None:
        log.append(*(draft(NodeStateUpdated, film_id, _data(number, size)) for number in numbers))

    return tell


def over_the_channel(redis: Redis, film_id: str) -> Tell:
    def tell(numbers: Iterable[int]) -> None:
        with redis.pipeline(transaction=False) as pipe:
            for number in numbers:
                pipe.publish(CHANNEL, _wire(film_id, number))
            pipe.execute()

    return tell


def read_stamp(payload: bytes) -> tuple[int, int] | None:
    """Number and moment (monotonic nanoseconds) of one of these events; None for any other message."""
    at = payload.find(_MARK)
    if at < 0:
        return None
    at += len(_MARK)
    return int(payload[at : at + _NUMBER]), int(payload[at + _NUMBER + 1 : at + _NUMBER + 1 + _MOMENT])


def _data(number: int, size: int = 0) -> NodeStateData:
    """State, not progress: progress may be left out on the way, state never."""
    stamp = f"{number:0{_NUMBER}d}:{time.monotonic_ns():0{_MOMENT}d}"
    return NodeStateData(node_id=stamp, task_id=_TASK + os.urandom(size // 2).hex(), state="processing")


def _wire(film_id: str, number: int) -> str:
    told = draft(NodeStateUpdated, film_id, _data(number))
    return '{"id":"' + json.dumps(f"bench-{number}")[1:-1] + '",' + told.body[1:]
