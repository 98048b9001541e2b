"""The bare socket client that the load is made of: it must find every frame, however the stream is cut."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st
from websockets.asyncio.server import ServerConnection, serve

from bench.rig.sockets import Listener, listen

_HANDSHAKE = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"


def _frame(payload: bytes) -> bytes:
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    if size < 65536:
        return bytes((0x81, 126)) + size.to_bytes(2, "big") + payload
    return bytes((0x81, 127)) + size.to_bytes(8, "big") + payload


@given(
    payloads=st.lists(st.sampled_from([0, 1, 125, 126, 300, 70_000]).map(lambda size: b"x" * size), max_size=6),
    cuts=st.lists(st.integers(1, 500), min_size=1, max_size=20),
)
async def test_every_message_arrives_whole_however_the_stream_is_cut(payloads: list[bytes], cuts: list[int]) -> None:
    heard: list[bytes] = []
    listener = Listener(0, "/", heard.append)
    stream, at = _HANDSHAKE + b"".join(map(_frame, payloads)), 0
    for cut in cuts:
        listener.data_received(stream[at : at + cut])
        at += cut
    listener.data_received(stream[at:])
    assert heard == payloads


async def test_a_real_server_is_heard_and_its_pings_are_answered() -> None:
    async def greet(connection: ServerConnection) -> None:
        await connection.send("{}")
        await (await connection.ping())
        await connection.send("answered")

    heard: asyncio.Queue[bytes] = asyncio.Queue()
    async with serve(greet, "127.0.0.1", 0) as server, asyncio.timeout(30):
        port = next(iter(server.sockets)).getsockname()[1]
        await listen(port, "/", [heard.put_nowait])
        assert await heard.get() == b"{}"
        assert await heard.get() == b"answered"
