"""A collector of traces, as OpenTelemetry's processes find it: OTLP over HTTP."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass(frozen=True)
class Span:
    trace: str
    id: str
    parent: str
    service: str
    name: str
    began: int
    events: tuple[str, ...]


class Collector:
    def __init__(self, url: str) -> None:
        self.url = url
        self.spans: list[Span] = []

    def tree(self, trace: str) -> str:
        """One trace as text: a line a span, indented below its parent, with the events told in it."""
        below: defaultdict[str, list[Span]] = defaultdict(list)
        for span in sorted(self.spans, key=lambda each: each.began):
            if span.trace == trace:
                below[span.parent].append(span)
        known = {span.id for spans in below.values() for span in spans}
        roots = [span for parent, spans in below.items() if parent not in known for span in spans]
        return "\n".join(_lines(below, roots))

    def receive(self, body: bytes) -> None:
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            facts = {fact.key: fact.value.string_value for fact in resource.resource.attributes}
            for scope in resource.scope_spans:
                self.spans += [
                    Span(
                        trace=span.trace_id.hex(),
                        id=span.span_id.hex(),
                        parent=span.parent_span_id.hex(),
                        service=facts["service.name"],
                        name=span.name,
                        began=span.start_time_unix_nano,
                        events=tuple(event.name for event in span.events),
                    )
                    for span in scope.spans
                ]


def _lines(below: dict[str, list[Span]], spans: Sequence[Span], indent: str = "") -> Iterator[str]:
    for span in spans:
        yield f"{indent}{span.name} ({span.service}){''.join(f' · {event}' for event in span.events)}"
        yield from _lines(below, below.get(span.id, []), f"{indent}  ")


@contextmanager
def collecting() -> Iterator[Collector]:
    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            collector.receive(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Ear) as server:
        collector = Collector(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield collector
        server.shutdown()
