"""Why a server would not run a workflow or could not finish it, in its own words and at its nodes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_MOST = 500  # characters; tracebacks of nodes are long


def title(graph: Mapping[str, Any], node: str) -> str:
    """What a person sees on the node."""
    found = graph.get(node) or {}
    return str((found.get("_meta") or {}).get("title") or found.get("class_type") or "unknown")


def why_rejected(graph: Mapping[str, Any], answer: Mapping[str, Any]) -> str:
    """From the answer to `POST /prompt`: `{"error": {…}, "node_errors": {node: {"errors": [{…}], …}}}`."""
    errors = answer.get("node_errors") or {}
    found = [
        f"node {node} ({title(graph, node)}): {_sentence(error)}"
        for node, told in (errors.items() if isinstance(errors, dict) else ())
        for error in told.get("errors", [])
    ]
    return _short("; ".join(found) or _sentence(answer.get("error")))


def why_broken(graph: Mapping[str, Any], failure: Mapping[str, Any]) -> str:
    """From what `execution_error` or `execution_interrupted` told."""
    node = str(failure.get("node_id", ""))
    where = f"node {node} ({title(graph, node)})"
    if failure.get("kind") == "execution_interrupted":
        return f"it was interrupted there, at {where}"
    words = failure.get("exception_message") or failure.get("exception_type") or "no reason given"
    return _short(f"{where}: {' '.join(str(words).split())}")


def _sentence(error: object) -> str:
    if not isinstance(error, Mapping):
        return str(error or "no reason given")
    return ": ".join(str(part) for part in (error.get("message"), error.get("details")) if part) or "no reason given"


def _short(words: str) -> str:
    return words if len(words) <= _MOST else f"{words[:_MOST]}…"
