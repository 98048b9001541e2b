"""One heartbeat a process: every client hears where its logs stand, and Redis who is connected.

A beat of each socket's own asked Redis three times a client, all at once: with 200 clients it ran out of connections.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.events import channels
from app.live.client import Client
from app.live.messages import HeartbeatData, SystemHeartbeat
from app.live.reader import Reader
from app.live.relay import Relay
from app.schemas import now

PRESENCE_SECONDS = 60

log = structlog.get_logger()


class Pulse:
    def __init__(self, redis: Redis, relay: Relay, seconds: float) -> None:
        self._redis = redis
        self._reader = Reader(redis)
        self._relay = relay
        self._seconds = seconds

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(self._seconds)
            try:
                await self.note(self._relay.clients)
                await self._beat()
            except (RedisError, OSError) as error:
                log.warning("pulse.missed", reason=str(error))

    async def note(self, clients: Iterable[Client]) -> None:
        """Keep them known as connected for a while. Raises `RedisError`."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for client in clients:
                pipe.set(_presence(client), client.logs[0], ex=PRESENCE_SECONDS)
            await pipe.execute()

    async def forget(self, client: Client) -> None:
        await self._redis.delete(_presence(client))

    async def _beat(self) -> None:
        workspace = await self._reader.position(channels.WORKSPACE)
        for name in self._relay.followed:
            own = await self._reader.position(name)
            film_id = None if name == channels.WORKSPACE else name
            data = HeartbeatData(last_event_id=str(own), workspace_event_id=str(workspace))
            beat = SystemHeartbeat(type="system.heartbeat", project_id=film_id, timestamp=now(), data=data)
            wire = beat.model_dump_json()
            for client in self._relay.followers(name):
                if not client.behind:  # it hears enough, and would think that it misses something
                    client.say(wire)


def _presence(client: Client) -> str:
    return f"ws:connection:{client.id}"
