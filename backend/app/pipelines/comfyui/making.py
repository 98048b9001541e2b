"""A task's way through the servers: submitted to one, followed there, taken elsewhere when that one fails it."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import structlog

from app.files.digest import sha256
from app.pipelines.base import Cancelled, Context
from app.pipelines.comfyui.errors import Away, ComfyUIError, Gone, Rejected, Stuck, Unsent, Unusable
from app.pipelines.comfyui.fleet import Servers
from app.pipelines.comfyui.following import Following, Job
from app.pipelines.comfyui.listening import Listener
from app.pipelines.comfyui.outputs import Output, checked, listed
from app.pipelines.comfyui.server import Graph, Server
from app.pipelines.comfyui.states import Ended, Nowhere, Ticket
from app.pipelines.comfyui.weights import Used, loaded
from app.pipelines.comfyui.wishes import graph_at, plain
from app.pipelines.comfyui.workflow import Workflow

_SUBMISSIONS = 3
_FETCHES = 3
_LOOKS = 3  # a request that broke off may still be read by the server
_PAUSE_SECONDS = 1.0

log = structlog.get_logger()


class Making:
    """Nothing is made twice: what an earlier attempt at the task began is taken up where a server still has it."""

    def __init__(self, servers: Servers, workflow: Workflow, context: Context, patience: float) -> None:
        self._servers, self._workflow = servers, workflow
        self._context, self._patience = context, patience

    def outputs(self) -> list[Output]:
        """Raises `ComfyUIError`, and what the context raises."""
        job = self._taken_up()
        failures: list[ComfyUIError] = []
        while len(failures) < _SUBMISSIONS:
            try:
                job = job or self._submitted()
                return self._made(job)
            except (Gone, Stuck, Away) as reason:
                log.warning("comfyui.failed", reason=str(reason))
                failures.append(reason)
                if job is None:
                    break
            job = None
        raise failures[0]

    def _taken_up(self) -> Job | None:
        ticket = Ticket.read(self._context.checkpoint)
        server = self._servers.at(ticket.url) if ticket else None
        if ticket is None or server is None:
            return None
        try:
            state = server.look(ticket)
        except Away:
            return Job(server, ticket, Listener(ticket))
        lost = isinstance(state, Nowhere) or (isinstance(state, Ended) and not state.well)
        return None if lost else Job(server, ticket, Listener(ticket))

    def _submitted(self) -> Job:
        """To the first server that takes it, waiting for one while there is patience."""
        deadline = time.monotonic() + self._patience
        while True:
            fleet = self._servers.look()
            reasons: list[ComfyUIError] = []
            for server in fleet.ready:
                try:
                    return self._submitted_to(server)
                except (Away, Rejected) as reason:
                    reasons.append(reason)
            if rejected := next((reason for reason in reasons if isinstance(reason, Rejected)), None):
                raise rejected
            if time.monotonic() > deadline:
                raise Away(f"No ComfyUI server takes the task: {'; '.join([*fleet.reasons, *map(str, reasons)])}.")
            self._pause("Waiting for a ComfyUI server")

    def _submitted_to(self, server: Server) -> Job:
        """Known before it is sent: an answer that is lost, or a worker that dies over it, loses no job."""
        name = str(uuid.uuid4())
        graph = graph_at(server, self._workflow, self._context, name)
        ticket = Ticket(server.url, name, name)
        self._context.keep(ticket.dumped())
        listener = Listener(ticket)
        try:
            return Job(server, self._sent(server, ticket, graph), listener)
        except BaseException:
            listener.close()
            raise

    def _sent(self, server: Server, ticket: Ticket, graph: Graph) -> Ticket:
        try:
            taken = server.submit(ticket, graph)
        except Unsent:
            raise
        except Away as reason:
            log.warning("comfyui.answer_lost", job=ticket.id, reason=str(reason))
            if self._was_taken(server, ticket):
                return ticket
            raise
        if taken != ticket:
            self._context.keep(taken.dumped())
        return taken

    def _was_taken(self, server: Server, ticket: Ticket) -> bool:
        """Also while nobody can say."""
        for _ in range(_LOOKS):
            with suppress(Away):
                if not isinstance(server.look(ticket), Nowhere):
                    return True
            self._pause(f"Asking {server.name} for the job")
        try:
            return not isinstance(server.look(ticket), Nowhere)
        except Away:
            return True

    def _pause(self, words: str) -> None:
        self._context.progress(0, 1, words)
        time.sleep(_PAUSE_SECONDS)

    def _made(self, job: Job) -> list[Output]:
        graph = self._workflow.filled(plain(self._context))
        try:
            ended = Following(job, graph, self._context, self._patience).end()
            self._name_weights(job.server, ended)
            return self._fetched(job.server, ended)
        except (Cancelled, ComfyUIError) as reason:
            if isinstance(reason, Stuck):
                self._servers.remember_stuck(job.server)
            with suppress(Away):  # it has then lost the job, or ends it for nobody
                job.server.withdraw(job.ticket)
            raise
        finally:
            job.listener.close()

    def _name_weights(self, server: Server, ended: Ended) -> None:
        """A character's LoRA by the film's own file; of others, what the server tells."""
        own = {who.weights.name: who.weights for who in self._context.characters if who.weights}
        for used in loaded(ended.graph):
            file = own.get(used.name) if used.kind == "lora" else None
            digest = sha256(file) if file else _told(server, used)
            strength = {} if used.strength is None else {"strength": f"{used.strength:g}"}
            self._context.made_with(used.kind, used.name, digest, **strength)

    def _fetched(self, server: Server, ended: Ended) -> list[Output]:
        files = listed(ended.entry.get("outputs") or {}, self._workflow.outputs)
        return [self._fetch(server, file) for file in files]

    def _fetch(self, server: Server, file: Mapping[str, Any]) -> Output:
        name = str(file["filename"])
        reason: Away | None = None
        for _ in range(_FETCHES):
            try:
                return checked(name, *server.fetch(file))
            except Away as broken:
                reason = broken
                self._pause(f"Fetching {name} again")
        raise Unusable(f"What was made can't be fetched: {reason}.")


def _told(server: Server, used: Used) -> str:
    try:
        return server.digest(used.folder, used.path)
    except Away:
        return ""
