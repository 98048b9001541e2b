"""Bodies in pieces worth a thread's while."""

from __future__ import annotations

from collections.abc import AsyncIterator

BATCH = 1024 * 1024  # bytes


async def batched(body: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same bytes in pieces of at least `BATCH`, the last one excepted."""
    batch = bytearray()
    async for chunk in body:
        batch += chunk
        if len(batch) >= BATCH:
            yield bytes(batch)
            batch.clear()
    if batch:
        yield bytes(batch)
