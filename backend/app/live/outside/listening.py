"""Messages of outside runners on the channels: applied to their task by exactly one backend, and told as our own are.

Each backend hears each message. Who first claims its digest applies it; saying the same again within the claim's life
changes nothing, so that a runner tells two equal wishes apart by a `ref`. Publishing waits for nobody: what is heard
while no backend listens, or faster than tasks can be written, is gone, and REST is there for who must know.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter

import structlog
from anyio import to_thread
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.errors import AuteurError, Invalid, NotFound
from app.events import channels
from app.live.client import Client
from app.live.commands import Commands
from app.live.messages import SocketError
from app.live.outside import reading
from app.projects.store import Films
from app.tasks.outcome.reporting import Reports
from app.tasks.schemas import Status, TaskReport
from app.tasks.service import Tasks

CLAIM_SECONDS = 60
_MAX_WAITING = 1000

log = structlog.get_logger()


class Outside:
    """`counted` is how many messages were applied, and why others were not."""

    def __init__(self, redis: Redis, films: Films, tasks: Tasks, reports: Reports) -> None:
        self._redis = redis
        self._films = films
        self._tasks = tasks
        self._reports = reports
        self._heard: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue(_MAX_WAITING)
        self.counted: Counter[str] = Counter()

    def hear(self, channel: str, wire: bytes) -> None:
        """Any message of any channel; ours among them are passed over."""
        if reading.is_ours(wire):
            return
        try:
            self._heard.put_nowait((channel, wire))
        except asyncio.QueueFull:
            self.counted["too_many"] += 1

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            channel, wire = await self._heard.get()
            try:
                outcome = await self._take(channel, wire)
            except AuteurError as refusal:
                log.info("outside.refused", channel=channel, code=refusal.code, reason=refusal.detail)
                outcome = refusal.code
            except (RedisError, OSError) as error:
                log.warning("outside.lost", channel=channel, reason=str(error))
                outcome = "lost"
            self.counted[outcome] += 1

    async def _take(self, channel: str, wire: bytes) -> str:
        kind, said = reading.read(wire)
        digest = hashlib.sha256(channels.log_of(channel).encode() + wire).hexdigest()
        if not await self._redis.set(f"outside:{digest}", 1, nx=True, ex=CLAIM_SECONDS):
            return "repeated"
        if channels.is_commands(channel):
            command = reading.as_command(kind, said)
            await to_thread.run_sync(self._obey, channels.log_of(channel), command.model_dump_json())
        else:
            task_id, report = reading.as_report(kind, said)
            await to_thread.run_sync(self._report, channels.log_of(channel), task_id, report)
        return "applied"

    def _report(self, project_id: str, task_id: str, report: TaskReport) -> None:
        task = self._tasks.get(task_id)
        if project_id not in {task.project_id, channels.WORKSPACE}:
            raise NotFound("There is no task with this id in this project.", code="task_not_found")
        further = report.status is Status.COMPLETED or report.progress is not None
        if task.status is Status.PENDING and further:  # its beginning is still on its way, or was never said
            self._reports.apply(task_id, TaskReport(status=Status.PROCESSING, runner_id=report.runner_id))
        self._reports.apply(task_id, report)

    def _obey(self, project_id: str, command: str) -> None:
        self._films.get(project_id)
        client = Client("outside", (project_id,))
        answer = Commands(client, project_id, self._films, self._tasks).answer(command)
        if isinstance(answer, SocketError):
            raise Invalid(answer.data.detail, code=answer.data.code)
