"""Nothing missing, doubled or out of order, whatever breaks; what can't be had any more is said.

The environment makes a long run of it: AUTEUR_TEST_EVENTS, _CUTS (of connections), _BACKEND_RESTARTS, _REDIS_RESTARTS,
_STOPPED_SECONDS, _SEED. Each run prints its figures.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from redis.exceptions import RedisError

from app.events import channels
from app.events.log import EventLog
from tests.support.clients.calls import make_film
from tests.support.clients.listener import Listener
from tests.support.films.drafts import change
from tests.support.studios.processes import Process, environment
from tests.support.studios.replicas import Replicas
from tests.support.waiting import eventually

CLIENTS = 8
EVENTS = int(os.environ.get("AUTEUR_TEST_EVENTS", "3000"))
CUTS = int(os.environ.get("AUTEUR_TEST_CUTS", "40"))
BACKEND_RESTARTS = int(os.environ.get("AUTEUR_TEST_BACKEND_RESTARTS", "3"))
REDIS_RESTARTS = int(os.environ.get("AUTEUR_TEST_REDIS_RESTARTS", "1"))
STOPPED_SECONDS = float(os.environ.get("AUTEUR_TEST_STOPPED_SECONDS", "0"))
SEED = int(os.environ.get("AUTEUR_TEST_SEED", "0")) or random.randrange(2**32)


@dataclass
class Writer:
    """Writes numbered events and breaks things on the way; `top` is the last number, once all are written."""

    replicas: Replicas
    film_id: str
    faults: dict[int, str]
    top: int | None = None
    _breaking: list[threading.Thread] = field(default_factory=list)

    def write(self, count: int) -> None:
        with self.replicas.redis.client() as redis:
            log = EventLog(redis)
            for number in range(1, count + 1):
                if fault := self.faults.get(number):
                    self._break(fault)
                self._append(redis, log, number)
            for thread in self._breaking:
                thread.join()
            self.top = _top(redis, self.film_id)

    def _append(self, redis: Redis, log: EventLog, number: int) -> None:
        """Once, though the answer may be lost with Redis."""
        while True:
            try:
                if _newest(redis, self.film_id) != str(number):
                    log.append(change(str(number), log=self.film_id))
            except (RedisError, OSError):
                time.sleep(0.05)
            else:
                return

    def _break(self, fault: str) -> None:
        """One at a time, while events go on."""
        for thread in self._breaking:
            thread.join()
        restart = self.replicas.redis.restart if fault == "redis" else lambda: self.replicas.restart(int(fault))
        self._breaking.append(threading.Thread(target=restart))
        self._breaking[-1].start()


def _top(redis: Redis, film_id: str) -> int:
    return int(str(redis.hget(channels.head(film_id), "seq").decode()))  # type: ignore[union-attr]


def _newest(redis: Redis, film_id: str) -> str | None:
    rows: Any = redis.xrevrange(channels.stream(film_id), count=1)
    return json.loads(rows[0][1][b"event"])["data"]["path"] if rows else None


def _faults(chance: random.Random, replicas: Replicas) -> dict[int, str]:
    moments = chance.sample(range(1, EVENTS), BACKEND_RESTARTS + REDIS_RESTARTS)
    kinds = [str(chance.choice(replicas.ports)) for _ in range(BACKEND_RESTARTS)] + ["redis"] * REDIS_RESTARTS
    return dict(zip(moments, kinds, strict=True))


def _listeners(chance: random.Random, replicas: Replicas, film_id: str) -> list[Listener]:
    each = CUTS // CLIENTS
    return [
        Listener(film_id, lambda: chance.choice(replicas.ports), chance.sample(range(1, EVENTS), each))
        for _ in range(CLIENTS)
    ]


@pytest.mark.timeout(120 + EVENTS // 20)
async def test_every_client_gets_every_event_once_and_in_order_or_is_told_that_it_can_not(replicas: Replicas) -> None:
    sys.stdout.write(f"seed {SEED}\n")
    chance = random.Random(SEED)
    film = make_film(replicas.client)
    writer = Writer(replicas, film["id"], _faults(chance, replicas))
    listeners = _listeners(chance, replicas, film["id"])
    following = [asyncio.create_task(listener.follow(lambda: writer.top)) for listener in listeners]
    await asyncio.to_thread(eventually, lambda: all(listener.connections for listener in listeners))
    await asyncio.to_thread(writer.write, EVENTS)
    await asyncio.gather(*following)
    expected = set(range(1, (writer.top or 0) + 1))
    for listener in listeners:
        said = {number for stretch in listener.announced for number in stretch}
        assert listener.heard == sorted(set(listener.heard)), "doubled or out of order"
        assert sorted(expected - set(listener.heard) - said) == [], "silently missing"
    sys.stdout.write(
        f"{EVENTS} events to {CLIENTS} clients, {sum(one.connections for one in listeners) - CLIENTS} returns,"
        f" {BACKEND_RESTARTS} restarts of backends, {REDIS_RESTARTS} of Redis:"
        f" {sum(len(one.heard) for one in listeners)} heard, 0 silently missing, 0 doubled,"
        f" {sum(len(stretch) for one in listeners for stretch in one.announced)} announced as lost\n"
    )


async def test_a_process_that_is_stopped_for_long_harms_nobody_and_catches_up_exactly(
    replicas: Replicas, tmp_path: Path
) -> None:
    film, port, count = make_film(replicas.client), replicas.ports[0], 1500
    command = [sys.executable, "-m", "tests.support.clients.listener", str(port), film["id"], str(count)]
    client = Process(command, tmp_path / "client.log", environment())
    other = Listener(film["id"], lambda: port)
    following = asyncio.create_task(other.follow(lambda: count))
    await asyncio.to_thread(eventually, lambda: _sockets(replicas) == 2)
    client.freeze()
    with replicas.redis.client() as redis:
        for written in range(50, count + 1, 50):
            batch = [change("x" * 8000, log=film["id"])] * 50
            await asyncio.to_thread(EventLog(redis).append, *batch)
            await asyncio.to_thread(eventually, lambda top=written: len(other.heard) == top)
            await asyncio.sleep(STOPPED_SECONDS * 50 / count)
    await following
    assert other.connections == 1
    await asyncio.to_thread(eventually, lambda: _sockets(replicas) == 0)
    client.thaw()
    await asyncio.to_thread(eventually, lambda: not client.running)
    told = json.loads(client.words())
    assert told["heard"] == list(range(1, count + 1))
    assert told["connections"] == 2


def _sockets(replicas: Replicas) -> int:
    return int(replicas.client.get("/health/websocket").json()["active_connections"])
