"""Where a job is at its server, read from what `/queue` and `/history` answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Ticket:
    """A job at a server. `client` is who hears of it; `id` is ours too where the server lets us choose it."""

    url: str
    id: str
    client: str

    def dumped(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def read(cls, kept: bytes | None) -> Self | None:
        try:
            return cls(**json.loads(kept)) if kept else None
        except (ValueError, TypeError):
            return None


@dataclass(frozen=True)
class Item:
    id: str
    client: str | None

    @classmethod
    def read(cls, item: list[Any]) -> Self:
        """From `[number, id, graph, extra_data, outputs, …]`. Raises `IndexError`, `KeyError` or `TypeError`."""
        return cls(str(item[1]), item[3].get("client_id"))

    def is_of(self, ticket: Ticket) -> bool:
        return self.id == ticket.id or self.client == ticket.client


@dataclass(frozen=True)
class Queue:
    running: tuple[Item, ...]
    pending: tuple[Item, ...]

    @property
    def load(self) -> int:
        return len(self.running) + len(self.pending)

    def of(self, ticket: Ticket) -> list[Item]:
        return [item for item in (*self.running, *self.pending) if item.is_of(ticket)]

    def runs(self, ticket: Ticket) -> bool:
        return any(item.is_of(ticket) for item in self.running)

    def ahead_of(self, ticket: Ticket) -> int | None:
        """How many jobs come before it; None when it does not wait."""
        for place, item in enumerate(self.pending):
            if item.is_of(ticket):
                return place + len(self.running)
        return None


@dataclass(frozen=True)
class Underway:
    """`ahead` counts the jobs before it; None once it runs. While `queue` stays the same, nothing moves."""

    ahead: int | None
    queue: Queue


@dataclass(frozen=True)
class Ended:
    entry: dict[str, Any]
    """Of the history: `outputs` by node, `status` with the messages that were sent."""

    @property
    def well(self) -> bool:
        return self._status.get("status_str", "success") == "success" and not self.failure

    @property
    def graph(self) -> dict[str, Any]:
        """As it was run; empty where the server does not keep it."""
        item = self.entry.get("prompt")
        return item[2] if isinstance(item, list) and len(item) > 2 and isinstance(item[2], dict) else {}

    @property
    def failure(self) -> dict[str, Any] | None:
        """What `execution_error` or `execution_interrupted` said."""
        for kind, told in self._status.get("messages") or []:
            if kind in {"execution_error", "execution_interrupted"}:
                return {"kind": kind, **told}
        return None

    @property
    def _status(self) -> dict[str, Any]:
        return self.entry.get("status") or {}


@dataclass(frozen=True)
class Nowhere:
    pass


State = Underway | Ended | Nowhere


def found(history: Mapping[str, Any], ticket: Ticket) -> Ended | None:
    """By its id, else by its client: a server that names its jobs itself may have lost the answer that told the id."""
    entries = [history.get(ticket.id), *(entry for entry in history.values() if _client(entry) == ticket.client)]
    return next((Ended(entry) for entry in entries if isinstance(entry, dict)), None)


def _client(entry: Any) -> str | None:
    try:
        return Item.read(entry["prompt"]).client
    except (KeyError, IndexError, TypeError, AttributeError):
        return None
