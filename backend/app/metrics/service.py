"""Everything that this process tells Prometheus. Workers have no port of their own: what they do is counted in Redis,
so whichever backend is asked tells the same of them."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge, ProcessCollector, generate_latest
from prometheus_client.registry import Collector

from app.metrics.requests import Requests


class Metrics:
    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Requests(self._registry)
        self._sockets = Gauge("auteur_sockets", "Connected sockets.", registry=self._registry)
        ProcessCollector(registry=self._registry)

    def watch(self, part: Collector) -> None:
        self._registry.register(part)

    def count_sockets(self, count: int) -> None:
        self._sockets.set(count)

    def text(self) -> bytes:
        """In Prometheus' text format 0.0.4."""
        return generate_latest(self._registry)
