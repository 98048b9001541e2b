"""What a server's socket says, as far as it is about one job.

Text frames are `{"type": …, "data": {"prompt_id": …, …}}`. Binary frames begin with their kind as a big-endian uint32:
1 is a preview behind its format (1 for JPEG), 4 a preview behind the length of its metadata and the metadata.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_PREVIEW, _PREVIEW_WITH_METADATA = 1, 4
_JPEG = b"\xff\xd8"
FEATURES = json.dumps({"type": "feature_flags", "data": {"supports_preview_metadata": True}})
"""Sent first, so that previews come with the job that they are of."""


@dataclass(frozen=True)
class Advance:
    """How much of which nodes is done, 0 to 1; `at` is the one in work, or the one that became it."""

    shares: Mapping[str, float]
    at: str | None = None


@dataclass(frozen=True)
class Preview:
    jpeg: bytes


@dataclass(frozen=True)
class Over:
    """However it ended: the history knows."""


Event = Advance | Preview | Over


def read(frame: str | bytes, job: str) -> Event | None:
    """None for what is of another job, or not understood: a server may tell more than we know."""
    try:
        return _binary(frame, job) if isinstance(frame, bytes) else _text(json.loads(frame), job)
    except (ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError, struct.error):
        return None


def _text(told: Any, job: str) -> Event | None:
    data = told["data"]
    reader = _READERS.get(told["type"])
    return reader(data) if reader and data.get("prompt_id", job) == job else None


def _executing(data: Any) -> Event:
    return Over() if data["node"] is None else Advance({}, str(data.get("display_node") or data["node"]))


def _progress(data: Any) -> Event:
    return Advance({str(data["node"]): float(data["value"]) / float(data["max"])}, str(data["node"]))


def _progress_state(data: Any) -> Event:
    nodes = data["nodes"]
    shares = {
        node: 1.0 if told["state"] == "finished" else float(told["value"]) / float(told["max"])
        for node, told in nodes.items()
    }
    running = (told.get("display_node_id") or node for node, told in nodes.items() if told["state"] == "running")
    return Advance(shares, next(running, None))


_READERS: dict[str, Callable[[Any], Event]] = {
    "execution_start": lambda _: Advance({}),
    "execution_cached": lambda data: Advance({str(node): 1.0 for node in data["nodes"]}),
    "executing": _executing,
    "progress": _progress,
    "progress_state": _progress_state,
    "executed": lambda data: Advance({str(data["node"]): 1.0}),
    "execution_success": lambda _: Over(),
    "execution_error": lambda _: Over(),
    "execution_interrupted": lambda _: Over(),
}


def _binary(frame: bytes, job: str) -> Preview | None:
    kind, second = struct.unpack_from(">II", frame)
    if kind == _PREVIEW:
        picture = frame[8:]
    elif kind == _PREVIEW_WITH_METADATA and json.loads(frame[8 : 8 + second]).get("prompt_id", job) == job:
        picture = frame[8 + second :]
    else:
        return None
    return Preview(picture) if picture.startswith(_JPEG) else None
