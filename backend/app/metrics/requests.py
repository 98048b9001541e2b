"""What the framework measures of each request, kept for Prometheus instead of being sent to a collector."""

from __future__ import annotations

from collections.abc import Sequence

from opentelemetry.context import Context
from opentelemetry.metrics import Histogram, Meter, MeterProvider, NoOpHistogram, NoOpMeter
from opentelemetry.util.types import Attributes
from prometheus_client import CollectorRegistry, Counter
from prometheus_client import Histogram as Buckets

_UNKNOWN = "none"  # a path that is nobody's: paths themselves would be labels without end
_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Requests(MeterProvider):
    """Of one process."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._meter = _Meter(registry)

    def get_meter(
        self,
        name: str,  # noqa: ARG002
        version: str | None = None,  # noqa: ARG002
        schema_url: str | None = None,  # noqa: ARG002
        attributes: Attributes | None = None,  # noqa: ARG002
    ) -> Meter:
        return self._meter


class _Meter(NoOpMeter):
    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__("auteur")
        self._durations = _Durations(registry)

    def create_histogram(
        self,
        name: str,  # noqa: ARG002
        unit: str = "",  # noqa: ARG002
        description: str = "",  # noqa: ARG002
        *,
        explicit_bucket_boundaries_advisory: Sequence[float] | None = None,  # noqa: ARG002
    ) -> Histogram:
        """The framework asks for one: `http.server.request.duration`."""
        return self._durations


class _Durations(NoOpHistogram):
    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__("http.server.request.duration")
        self._answers = Counter(
            "auteur_http_requests", "Requests answered.", ["method", "route", "status"], registry=registry
        )
        self._seconds = Buckets(
            "auteur_http_request_seconds",
            "From a request to its last byte.",
            ["method", "route"],
            buckets=_BOUNDS,
            registry=registry,
        )

    def record(self, amount: float, attributes: Attributes | None = None, context: Context | None = None) -> None:  # noqa: ARG002
        told = attributes or {}
        method, route = str(told["http.request.method"]), str(told.get("http.route", _UNKNOWN))
        self._answers.labels(method, route, str(told.get("http.response.status_code", _UNKNOWN))).inc()
        self._seconds.labels(method, route).observe(amount)
