"""Reading the logs: what came after a position, and whether nothing is missing in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from redis.asyncio import Redis

from app.events import channels
from app.events.log import Position, new_epoch
from app.live.client import Entry

_ALL = 1_000_000
_Row = tuple[bytes, tuple[bytes, bytes]]  # its number, and its one field with the event
# One question for however many logs: asking costs more than reading what came since the last time.
_AFTER = """
local found = {}
for n = 1, #KEYS / 2 do
  local head = redis.call('HMGET', KEYS[2 * n - 1], 'epoch', 'seq')
  local rows = redis.call('XRANGE', KEYS[2 * n], ARGV[n + 1], '+', 'COUNT', ARGV[1])
  found[n] = {head[1], head[2], rows}
end
return found
"""


class Reader:
    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._after = redis.register_script(_AFTER)
        self._disown = redis.register_script(
            "return redis.call('HGET', KEYS[1], 'epoch') == ARGV[1] and redis.call('HSET', KEYS[1], 'epoch', ARGV[2])"
        )

    async def position(self, log: str) -> Position:
        """Where the log stands. A log nobody wrote to is born here: its first reader needs a place to return to."""
        await self._redis.hsetnx(channels.head(log), "epoch", new_epoch())
        epoch, seq = await self._redis.hmget(channels.head(log), ["epoch", "seq"])
        return Position(_text(epoch), int(seq or 0))

    async def disown(self, log: str, epoch: str) -> None:
        """Give the log another epoch, if it still has this one: positions in it can't be trusted any more."""
        await self._disown(keys=[channels.head(log)], args=[epoch, new_epoch()])

    async def after(self, seqs: Mapping[str, int], count: int = _ALL) -> dict[str, tuple[Position, list[Entry]]]:
        """Of each log its position and its next events after the number given; each log is read in one step."""
        keys = [key for log in seqs for key in (channels.head(log), channels.stream(log))]
        found = await self._after(keys=keys, args=[count, *(f"{seq + 1}-0" for seq in seqs.values())])
        return {log: _read(log, *each) for log, each in zip(seqs, found, strict=True)}

    async def since(self, log: str, last: Position, count: int = _ALL) -> tuple[Position, list[Entry] | None]:
        """Exactly what came after `last`, its first `count` events; None when that can't be told any more."""
        position, entries = (await self.after({log: last.seq}, count))[log]
        first = entries[0].seq if entries else position.seq + 1
        whole = last.epoch == position.epoch and last.seq <= position.seq and first == last.seq + 1
        return position, entries if whole else None


def _read(log: str, epoch: bytes | None, top: bytes | None, rows: Sequence[_Row]) -> tuple[Position, list[Entry]]:
    position = Position(_text(epoch), int(top or 0))
    entries = [Entry(log, position.epoch, int(seq.partition(b"-")[0]), wire.decode()) for seq, (_, wire) in rows]
    return position, entries


def _text(raw: bytes | str | None) -> str:
    return raw.decode() if isinstance(raw, bytes) else raw or ""
