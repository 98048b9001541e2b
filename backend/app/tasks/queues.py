"""The names of queues and jobs, and the sending of a job by its name: the API knows no worker code."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any, Final

from celery import Celery
from kombu import Exchange, Queue
from kombu.exceptions import OperationalError
from redis import Redis

from app.config import Settings
from app.errors import Unavailable
from app.tasks.schemas import TaskType
from app.tasks.tiers import TIERS

GENERATION: Final = "task:queue:default"
TRAINING: Final = "task:queue:lora"
JOBS: Final = "job:queue:default"

QUEUE_OF = {
    TaskType.TEXT_TO_IMAGE: GENERATION,
    TaskType.IMAGE_TO_IMAGE: GENERATION,
    TaskType.INPAINT: GENERATION,
    TaskType.TEXT_TO_VIDEO: GENERATION,
    TaskType.IMAGE_TO_VIDEO: GENERATION,
    TaskType.CHARACTER_VARIATIONS: GENERATION,
    TaskType.LORA_TRAINING: TRAINING,
    TaskType.EXPORT: JOBS,
}


def vram_queue(vram_gb: int) -> str:
    """For what needs a GPU with so many GiB."""
    return f"task:queue:vram-{vram_gb}"


LINES = (GENERATION, TRAINING, JOBS, *(vram_queue(each.vram_gb) for _, each in TIERS))  # where tasks wait

# One exchange with a key a queue: sharing the default one, each message would reach every queue.
_EXCHANGE = Exchange("auteur", type="direct")

RUN_TASK: Final = "run_task"
FINISH_UPLOAD: Final = "finish_upload"
NOTICE: Final = "notice_files"
COMMIT: Final = "commit_project"
SETUP: Final = "setup_project"
ADVISE: Final = "advise"
CANARY: Final = "canary"

_WANTED = "commits:wanted"  # films by the time of the request; record.lua knows it too
_PATIENCE_SECONDS = 10.0  # in a rush of tasks commits wait so long for others of their film
_ASKED_SECONDS = 30  # a lost request is asked again after this


def canary_queue(runner_id: str) -> str:
    """Of one worker alone."""
    return f"canary:{runner_id}"


def declared(names: Iterable[str]) -> list[Queue]:
    """The queues of these names, as Celery takes them."""
    return [Queue(name, _EXCHANGE, routing_key=name) for name in names]


def unbound(name: str) -> Queue:
    """A queue that no exchange remembers."""
    return Queue(name, routing_key=name)


def producer(settings: Settings) -> Celery:
    """A Celery app that only sends."""
    app = Celery("auteur", broker=settings.broker_url, set_as_current=False)
    app.conf.update(
        task_queues=declared(LINES),
        task_serializer="json",
        accept_content=["json"],
        task_ignore_result=True,
        broker_connection_retry_on_startup=True,
        broker_transport_options={"socket_connect_timeout": 2, "socket_timeout": 5},
        task_publish_retry=False,
    )
    return app


class Dispatch:
    def __init__(self, app: Celery, redis: Redis) -> None:
        self._app = app
        self._redis = redis

    def send(self, job: str, *arguments: str) -> None:
        """Raises `Unavailable` when the broker is away."""
        self._send(JOBS, job, *arguments)

    def ticket(self, queue: str, task_id: str, *character_ids: str) -> None:
        """Say that something waits in this queue; the ids are for the logs, and for who looks into the queue. Raises
        `Unavailable`."""
        self._send(queue, RUN_TASK, task_id, *character_ids)

    def canary(self, runner_id: str, nonce: str) -> None:
        """To one worker; nothing is left of it when that worker is gone. Raises `Unavailable`."""
        queue = canary_queue(runner_id)
        self._send(queue, CANARY, nonce)
        with self._app.pool.acquire(block=True) as connection:
            connection.default_channel.client.expire(queue, _ASKED_SECONDS)

    def tickets(self, queue: str) -> int:
        """How many wait to be fetched."""
        with self._app.pool.acquire(block=True) as connection:
            return int(connection.default_channel.queue_declare(queue).message_count)

    def _send(self, queue: str, job: str, *arguments: str) -> None:
        try:
            self._app.send_task(job, args=arguments, queue=queue)
        except OperationalError as error:
            raise Unavailable("The queue can't be reached at the moment.", code="queue_unavailable") from error

    def set_up(self, project_id: str) -> None:
        self.send(SETUP, project_id)

    def advise(self, project_id: str, task_id: str) -> None:
        self.send(ADVISE, project_id, task_id)

    def commit(self, project_id: str) -> None:
        """Ask for what waits to be committed. A commit costs more than many a task: requests are gathered for a while,
        and while one is queued, further ones join it."""
        self._redis.zadd(_WANTED, {project_id: time.time()}, nx=True)

    def gather_commits(self, *, rush: bool) -> None:
        """Queue the commits whose time has come; workers do it now and then. Raises `Unavailable`."""
        patience = _PATIENCE_SECONDS if rush else 0.0
        requests: Any = self._redis.zrange(_WANTED, 0, -1, withscores=True)
        for wanted, asked in requests:
            if 0 <= time.time() - asked < patience:
                continue
            project_id: str = wanted.decode() if isinstance(wanted, bytes) else wanted
            if self._redis.set(_asked(project_id), 1, nx=True, ex=_ASKED_SECONDS):
                self.send(COMMIT, project_id)

    def drop_request(self, project_id: str) -> None:
        """The commit begins, or the film goes: from here on a new note needs a new request."""
        with self._redis.pipeline() as pipe:
            pipe.zrem(_WANTED, project_id)
            pipe.delete(_asked(project_id))
            pipe.execute()


def _asked(project_id: str) -> str:
    return f"commit:{project_id}"
