"""How every process reaches Redis: whatever happens to it or to the way there, nobody waits for long."""

from __future__ import annotations

import socket
from typing import Any, Final

from redis import Redis
from redis.asyncio import BlockingConnectionPool
from redis.asyncio import Redis as AsyncRedis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

# Where packets are lost without a word, the kernel gives a connection up after ten seconds; by itself after two hours.
_NOTICED = {"TCP_KEEPIDLE": 5, "TCP_KEEPINTVL": 2, "TCP_KEEPCNT": 3, "TCP_USER_TIMEOUT": 10_000}
_OPTIONS: Final[dict[str, Any]] = {
    "protocol": 2,  # with 3, redis-py takes twice as long to hear what is published
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    "socket_keepalive": True,
    "socket_keepalive_options": {
        getattr(socket, name): value for name, value in _NOTICED.items() if hasattr(socket, name)
    },
}


def connect(url: str) -> Redis:
    return Redis.from_url(url, **_OPTIONS)


def connect_sockets(url: str) -> AsyncRedis:
    """A crowd of sockets that comes back at once waits for a connection; the plain pool refuses the hundredth. After a
    restart of Redis its connections are all dead: each is tried once more before that is an error."""
    once_more = Retry(NoBackoff(), 1)
    pool = BlockingConnectionPool.from_url(
        url, max_connections=32, timeout=10, retry=once_more, health_check_interval=10, **_OPTIONS
    )
    return AsyncRedis(connection_pool=pool)
