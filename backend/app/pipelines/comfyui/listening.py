"""A server's socket, which may be lost at any time: what it says is a hint, never the only word."""

from __future__ import annotations

import time
from contextlib import ExitStack

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from app.pipelines.comfyui.events import FEATURES, Event, read
from app.pipelines.comfyui.states import Ticket

_SILENCE_SECONDS = 20.0
_FRAME_BYTES = 32 * 2**20


class Listener:
    """Opened before the job is submitted: what is told to nobody is never told again."""

    def __init__(self, ticket: Ticket) -> None:
        self._address = f"{ticket.url.replace('http', 'ws', 1)}/ws?clientId={ticket.client}"
        self._held = ExitStack()
        self._heard = time.monotonic()
        self._socket = self._opened()

    def next(self, job: str, seconds: float) -> Event | None:
        """The next word about this job; None when there is none in so many seconds."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            frame = self._frame(left)
            if frame is not None and (event := read(frame, job)):
                return event
        return None

    def close(self) -> None:
        self._held.close()
        self._socket = None

    def _frame(self, seconds: float) -> str | bytes | None:
        self._socket = self._socket or self._opened()
        if self._socket is None:
            time.sleep(seconds)
            return None
        try:
            frame = self._socket.recv(timeout=seconds)
        except TimeoutError:
            self._doubt()
            return None
        except (OSError, WebSocketException):
            self.close()
            return None
        self._heard = time.monotonic()
        return frame

    def _opened(self) -> ClientConnection | None:
        try:
            opening = connect(self._address, open_timeout=2, close_timeout=2, max_size=_FRAME_BYTES, proxy=None)
            socket = self._held.enter_context(opening)
            socket.send(FEATURES)
        except (OSError, WebSocketException):
            return None
        self._heard = time.monotonic()
        return socket

    def _doubt(self) -> None:
        """A socket is silenced when an older one of the same client closes late: a new one is heard again."""
        if time.monotonic() - self._heard > _SILENCE_SECONDS:
            self.close()
