"""One job from its submission to its end, whatever becomes of the socket or the server meanwhile."""

from __future__ import annotations

import time
from dataclasses import dataclass

from app.pipelines.base import Context
from app.pipelines.comfyui.errors import Away, Broken, Gone, Stuck
from app.pipelines.comfyui.events import Advance, Over, Preview
from app.pipelines.comfyui.listening import Listener
from app.pipelines.comfyui.meter import Meter
from app.pipelines.comfyui.reasons import why_broken
from app.pipelines.comfyui.server import Graph, Server
from app.pipelines.comfyui.states import Ended, Nowhere, Queue, Ticket, Underway

_LOOK_SECONDS = 1.0
_GONE_SECONDS = 2.0


@dataclass(frozen=True)
class Job:
    server: Server
    ticket: Ticket
    listener: Listener


class Following:
    def __init__(self, job: Job, graph: Graph, context: Context, patience: float) -> None:
        self._server, self._ticket, self._listener, self._graph = job.server, job.ticket, job.listener, graph
        self._context, self._patience = context, patience
        self._meter = Meter(graph)
        self._words = f"Sent to {job.server.name}"
        self._moved = time.monotonic()
        self._missed: float | None = None
        self._away: Away | None = None
        self._queue: Queue | None = None

    def end(self) -> Ended:
        """Raises `Away`, `Broken`, `Gone`, `Stuck`, and what the context raises."""
        while True:
            event = self._listener.next(self._ticket.id, _LOOK_SECONDS)
            preview = self._take(event) if event else None
            self._context.progress(self._meter.step, self._meter.total, self._words, preview)
            if (event is None or isinstance(event, Over)) and (ended := self._look()):
                return ended

    def _take(self, event: Advance | Preview | Over) -> bytes | None:
        self._moved = time.monotonic()
        if isinstance(event, Advance):
            self._meter.take(event)
            self._words = self._meter.words
        return event.jpeg if isinstance(event, Preview) else None

    def _look(self) -> Ended | None:
        try:
            state = self._server.look(self._ticket)
            self._away = None
        except Away as reason:
            self._away = reason
            self._words = f"Waiting for {self._server.name}"
            self._lose_patience()
            return None
        match state:
            case Ended():
                return self._proven(state)
            case Underway():
                self._watch(state)
            case Nowhere():
                self._miss()
        return None

    def _proven(self, ended: Ended) -> Ended:
        if not ended.well:
            graph = ended.graph or self._graph  # with the LoRAs that were put into it
            raise Broken(f"{self._server.name}, {why_broken(graph, ended.failure or {})}")
        return ended

    def _watch(self, state: Underway) -> None:
        self._missed = None
        if state.queue != self._queue:
            self._queue, self._moved = state.queue, time.monotonic()
        if state.ahead is not None:
            self._words = f"Waiting at {self._server.name}, {state.ahead} before it"
        self._lose_patience()

    def _lose_patience(self) -> None:
        if time.monotonic() - self._moved > self._patience:
            raise self._away or Stuck(f"Nothing has moved at {self._server.name} for {self._patience:g} s.")

    def _miss(self) -> None:
        now = time.monotonic()
        self._missed = self._missed or now
        if now - self._missed > _GONE_SECONDS:
            raise Gone(f"{self._server.name} has lost the job: it is in neither its queue nor its history.")
