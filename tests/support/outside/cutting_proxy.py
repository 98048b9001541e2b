"""A TCP proxy that breaks connections in the middle, at places known beforehand."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Sequence

_PIECE = 64 * 1024
_RESET = struct.pack("ii", 1, 0)  # closing sends RST: what is under way is lost


class CuttingProxy:
    """Passes on to `port`. Whenever as many bytes as the next of `cuts` have gone up in all, the connection breaks."""

    def __init__(self, port: int, cuts: Sequence[int]) -> None:
        self.cuts = sorted(cuts)
        self.made = 0
        self._port = port
        self._passed = 0
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", self._port))
        except OSError:
            client.close()
            return
        threading.Thread(target=self._pass_down, args=(server, client), daemon=True).start()
        self._pass_up(client, server)

    def _pass_up(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := client.recv(_PIECE):
                server.sendall(piece)
                if self._is_over(len(piece)):
                    break
        for side in (client, server):
            break_off(side)

    def _pass_down(self, server: socket.socket, client: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := server.recv(_PIECE):
                client.sendall(piece)
        break_off(client)

    def _is_over(self, size: int) -> bool:
        with self._lock:
            self._passed += size
            over = self.made < len(self.cuts) and self._passed >= self.cuts[self.made]
            self.made += over
            return over


def break_off(side: socket.socket) -> None:
    with contextlib.suppress(OSError):
        side.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        side.shutdown(socket.SHUT_RDWR)
    side.close()
