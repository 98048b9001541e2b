"""One trace from a request to the take, by OpenTelemetry, where the environment names a collector."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.trace import Span, SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_HEADER = "traceparent"  # W3C Trace Context
_form = TraceContextTextMapPropagator()

Facts = Mapping[str, str | int | float]


def configure(endpoint: str, service: str) -> Callable[[], None]:
    """For this process alone; a pool forked from it needs its own. What it returns sends the rest, at the process' end.
    Nothing is loaded where there is no endpoint. How spans are sent is told by OpenTelemetry's own variables,
    `OTEL_EXPORTER_OTLP_HEADERS` say."""
    if not endpoint:
        return lambda: None
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    provider = TracerProvider(resource=Resource.create({"service.name": service}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    return provider.shutdown


def active() -> bool:
    return not isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider)


def here() -> str:
    """The current place in a trace, as a header carries it; empty for none."""
    carrier: dict[str, str] = {}
    _form.inject(carrier)
    return carrier.get(_HEADER, "")


@contextmanager
def span(name: str, facts: Facts, kind: SpanKind = SpanKind.INTERNAL, after: str | None = None) -> Iterator[Span]:
    """`after` is what `here` said elsewhere; without it the span belongs to the current one."""
    if not active():
        yield trace.INVALID_SPAN
        return
    context = None if after is None else _form.extract({_HEADER: after})
    tracer = trace.get_tracer_provider().get_tracer("auteur")
    with tracer.start_as_current_span(name, context, kind, facts) as opened:
        yield opened


def told(names: Iterable[str]) -> None:
    """Events that what goes on at the moment has led to."""
    current = trace.get_current_span()
    if current.is_recording():
        for name in names:
            current.add_event(name)


def trace_id() -> str:
    """Of the current trace, in hexadecimal; empty for none."""
    found = trace.get_current_span().get_span_context().trace_id
    return trace.format_trace_id(found) if found else ""
