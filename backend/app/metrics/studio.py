"""What is so in the studio at the moment, and what its workers have counted: read when Prometheus asks."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from redis import Redis
from redis.exceptions import RedisError

from app.events.log import COUNTS
from app.projects.store import Films
from app.tasks import figures
from app.tasks.ledger import Ledger
from app.tasks.line.holds import Holds
from app.tasks.line.schemas import Hold
from app.tasks.queues import LINES
from app.tasks.runners import register


class Studio(Collector):
    def __init__(self, redis: Redis, films: Films, reserve: int) -> None:
        """`reserve`: bytes that stay free on the disk."""
        self._redis, self._films, self._reserve = redis, films, reserve

    def collect(self) -> Iterator[Metric]:
        """Without Redis, what can be told without it."""
        disk = shutil.disk_usage(self._films.root)
        yield GaugeMetricFamily("auteur_disk_free_bytes", "Room for films.", disk.free)
        yield GaugeMetricFamily("auteur_disk_size_bytes", "Of the disk with the films.", disk.total)
        yield GaugeMetricFamily("auteur_disk_reserve_bytes", "Room below which no task is taken on.", self._reserve)
        try:
            found = [*self._redis_itself(), *self._queue(), *self._runners(), *self._tasks(), self._events()]
        except (RedisError, OSError):
            found = [_redis_up(there=False)]
        yield from found

    def _redis_itself(self) -> Iterator[Metric]:
        began = time.perf_counter()
        self._redis.ping()
        seconds = time.perf_counter() - began
        yield _redis_up(there=True)
        yield GaugeMetricFamily("auteur_redis_seconds", "Until Redis answers a ping.", seconds)

    def _queue(self) -> Iterator[Metric]:
        ledger, held = Ledger(self._redis), Holds(self._films, self._redis).all()
        waiting = {queue: ledger.line.length(queue) for queue in LINES}
        yield _gauges("auteur_queue_tasks", "Tasks that wait for a runner.", "queue", waiting)
        holds = {str(hold): float(hold in held) for hold in Hold}
        yield _gauges("auteur_queue_held", "1 while nothing is taken from the queue for this.", "reason", holds)
        working = Counter(str(task.type) for task in ledger.working())
        yield _gauges("auteur_tasks_working", "Tasks in work.", "type", working)

    def _runners(self) -> Iterator[Metric]:
        runners = register.alive(self._redis)
        answering = [runner for runner in runners if runner.answering]
        counted = {"yes": len(answering), "no": len(runners) - len(answering)}
        yield _gauges("auteur_runners", "Runners, by whether they hear the broker.", "answering", counted)
        places = sum(runner.concurrency for runner in answering)
        yield GaugeMetricFamily("auteur_runner_places", "Tasks that runners can take at one time.", places)

    def _tasks(self) -> Iterator[Metric]:
        changes = CounterMetricFamily("auteur_tasks", "Tasks that came to a state.", labels=["type", "state"])
        for kind, count in figures.changes(self._redis).items():
            changes.add_metric(kind, count)
        yield changes
        told = HistogramMetricFamily("auteur_task_seconds", "From start to end.", labels=["type", "state"])
        for kind, duration in figures.durations(self._redis).items():
            told.add_metric(kind, _buckets(duration), duration.total)
        yield told

    def _events(self) -> Metric:
        counted: Any = self._redis.hgetall(COUNTS)
        told = CounterMetricFamily("auteur_events", "Events told.", labels=["type"])
        for kind, count in sorted(counted.items()):
            told.add_metric([kind.decode()], float(count))
        return told


def _redis_up(*, there: bool) -> Metric:
    return GaugeMetricFamily("auteur_redis_up", "1 while Redis answers.", there)


def _gauges(name: str, text: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(name, text, labels=[label])
    for value, count in values.items():
        family.add_metric([value], count)
    return family


def _buckets(duration: figures.Duration) -> list[tuple[str, float]]:
    """As Prometheus counts: each with the shorter ones."""
    names = ["+Inf" if bound == float("inf") else str(bound) for bound in figures.BOUNDS]
    return list(zip(names, accumulate(duration.counts), strict=True))
