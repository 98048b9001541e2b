"""One line an event, ours and the libraries': JSON where a machine reads it, plain in a terminal."""

from __future__ import annotations

import logging
import sys
from typing import Literal

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from app import tracing

_OWN_HANDLERS = ("uvicorn", "uvicorn.error", "uvicorn.access")  # which uvicorn has set up by the time we are loaded
_TALKATIVE = ("httpx", "httpcore", "watchfiles", "filelock")  # a line for each of their calls

Form = Literal["auto", "json", "text"]


def configure(form: Form, level: int | str = logging.INFO) -> None:
    """`auto` goes by whether a terminal reads. `level` is that of libraries."""
    text = form == "text" or (form == "auto" and sys.stderr.isatty())
    shared = _shared(text=text)
    renderer: Processor = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()) if text else _json()
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    _take_over(shared, renderer, level)


def _shared(*, text: bool) -> list[Processor]:
    traces: list[Processor] = [] if text else [structlog.processors.format_exc_info]
    return [
        structlog.contextvars.merge_contextvars,
        _in_trace,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        *traces,
    ]


def _json() -> Processor:
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def _in_trace(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
    if found := tracing.trace_id():
        line["trace"] = found
    return line


def _take_over(shared: list[Processor], renderer: Processor, level: int | str) -> None:
    """What libraries say goes the same way."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _OWN_HANDLERS:
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
