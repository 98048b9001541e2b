"""The servers of a studio, the one with the least to do first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from app.pipelines.comfyui.errors import Away
from app.pipelines.comfyui.server import TIMEOUT, Server
from app.pipelines.comfyui.states import Queue


@dataclass(frozen=True)
class Fleet:
    """`ready` are the servers to try, in this order; `reasons` say why others are not among them."""

    ready: Sequence[Server]
    reasons: Sequence[str]


class Servers:
    def __init__(self, urls: Sequence[str]) -> None:
        # Kept connections would break with every restart of a server, and one a request costs nothing here.
        limits = httpx.Limits(max_keepalive_connections=0)
        http = httpx.Client(timeout=TIMEOUT, limits=limits, trust_env=False)
        self._servers = [Server(url, http) for url in urls]
        self._stuck: dict[str, Queue] = {}

    def at(self, url: str) -> Server | None:
        return next((server for server in self._servers if server.url == url), None)

    def look(self) -> Fleet:
        """Healthy is whose queue moves: one that got stuck is tried again once it is another."""
        loads: list[tuple[int, int, Server]] = []
        reasons: list[str] = []
        for number, server in enumerate(self._servers):
            try:
                queue = server.queue()
            except Away as reason:
                reasons.append(str(reason))
                continue
            if self._stuck.get(server.url) == queue:
                reasons.append(f"the queue of {server.name} does not move")
            else:
                loads.append((queue.load, number, server))
        return Fleet([server for _, _, server in sorted(loads, key=lambda load: load[:2])], reasons)

    def remember_stuck(self, server: Server) -> None:
        try:
            self._stuck[server.url] = server.queue()
        except Away:
            return
