"""Many socket clients in one event loop, as bare as can be: frames are found in the byte stream and nothing more.

A library's client costs several times what it takes to relay a message; the load would measure itself.
"""

from __future__ import annotations

import asyncio
import base64
import os
from collections.abc import Callable, Sequence
from typing import cast

OnMessage = Callable[[bytes], None]

_TEXT, _CLOSE, _PING, _PONG = 0x81, 0x88, 0x89, 0x8A  # whole frames
_MASKED, _NO_MASK = 0x80, (0, 0, 0, 0)  # a client must mask; with zeros the payload stays as it is
_AT_ONCE = 50  # connections being made at a time
_GREETING_SECONDS = 30


class Listener(asyncio.Protocol):
    """Opens a socket and hands over the payload of each text frame. RFC 6455, section 5.2; servers do not mask.

    The first message is the server's greeting: only then does it relay to this client.
    """

    def __init__(self, port: int, path: str, on_message: OnMessage) -> None:
        self._request = _upgrade(port, path)
        self._on_message = on_message
        self._buffer = b""
        self._upgraded = False
        self._transport: asyncio.Transport | None = None
        self.greeted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.closed = False
        self.close_code: int | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed = True
        if not self.greeted.done():
            self.greeted.set_exception(exc or ConnectionError("closed during the handshake"))

    def stop(self) -> None:
        """Read no more; the connection stays."""
        if self._transport:
            self._transport.pause_reading()

    def resume(self) -> None:
        if self._transport:
            self._transport.resume_reading()

    def close(self) -> None:
        if self._transport:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        buffer = self._buffer + data if self._buffer else data
        if not self._upgraded:
            buffer = self._after_handshake(buffer)
        self._buffer = self._hand_over(buffer)

    def _after_handshake(self, buffer: bytes) -> bytes:
        head, found, rest = buffer.partition(b"\r\n\r\n")
        if not found:
            return buffer
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            raise ConnectionError(head.decode(errors="replace"))
        self._upgraded = True
        return rest

    def _hand_over(self, buffer: bytes) -> bytes:
        """The bytes of a frame that is not whole yet."""
        if not self._upgraded:
            return buffer
        at, end = 0, len(buffer)
        while end - at >= 2:
            size, start = buffer[at + 1], at + 2
            if size == 126:
                size, start = int.from_bytes(buffer[start : start + 2], "big"), start + 2
            elif size == 127:
                size, start = int.from_bytes(buffer[start : start + 8], "big"), start + 8
            if start + size > end:
                break
            self._take(buffer[at], buffer[start : start + size])
            at = start + size
        if at and not self.greeted.done():
            self.greeted.set_result(None)
        return buffer[at:]

    def _take(self, head: int, payload: bytes) -> None:
        if head == _TEXT:
            self._on_message(payload)
        elif head == _CLOSE:
            self.close_code = int.from_bytes(payload[:2], "big")
        elif head == _PING and self._transport:
            self._transport.write(bytes((_PONG, _MASKED | len(payload), *_NO_MASK)) + payload)


async def listen(port: int, path: str, receivers: Sequence[OnMessage]) -> list[Listener]:
    """A connected listener for each receiver."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(receiver: OnMessage) -> Listener:
        async with gate, asyncio.timeout(_GREETING_SECONDS):
            loop = asyncio.get_running_loop()
            _, listener = await loop.create_connection(lambda: Listener(port, path, receiver), "127.0.0.1", port)
            await listener.greeted
            return listener

    return await asyncio.gather(*(one(receiver) for receiver in receivers))


def _upgrade(port: int, path: str) -> bytes:
    key = base64.b64encode(os.urandom(16)).decode()
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
    ).encode()
