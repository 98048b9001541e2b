"""A studio whose way to Redis can be cut."""

from __future__ import annotations

import contextlib
import socket
import threading

from tests.support.outside.cutting_proxy import break_off
from tests.support.studios.studio import Studio

_PIECE = 64 * 1024


class Way:
    """Passes on to `port`, except while it is `cut`: then what is under way is lost, and nobody gets through."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._open = True
        self._ends: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        with self._lock:
            self._open = False
            for end in self._ends:
                break_off(end)
            self._ends.clear()

    def mend(self) -> None:
        self._open = True

    def close(self) -> None:
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self._to))
        except OSError:
            break_off(near)
            return
        with self._lock:
            if not self._open:
                break_off(near)
                break_off(far)
                return
            self._ends |= {near, far}
        for ends in ((near, far), (far, near)):
            threading.Thread(target=self._pass, args=ends, daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(_PIECE):
                target.sendall(piece)
        with self._lock:
            self._ends -= {source, target}
        for end in (source, target):
            break_off(end)


class FarStudio(Studio):
    """Redis itself never stops: what it holds can be looked at all the time."""

    way: Way

    def close(self) -> None:
        super().close()
        self.way.close()

    def _redis_url(self) -> str:
        self.way = Way(self.redis.port)
        return f"redis://127.0.0.1:{self.way.port}/0"
