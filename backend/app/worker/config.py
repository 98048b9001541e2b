"""Celery's settings. Our lease, heartbeat and fencing lie on top: none of these alone saves a task (see below)."""

from __future__ import annotations

from typing import Any

from app.config import Settings
from app.tasks.queues import JOBS, canary_queue, declared, unbound
from app.worker.shift import Shift

_DAY = 24 * 3600


def celery_settings(settings: Settings, shift: Shift) -> dict[str, Any]:
    # A visibility timeout that runs out while a task runs would start it a second time: longer than any task, set in
    # each of the three places that Celery reads it from. What a killed worker held comes back by our own lease.
    transport = {"visibility_timeout": 7 * _DAY, "socket_connect_timeout": 5, "socket_keepalive": True}
    return {
        "broker_url": settings.broker_url,
        "broker_transport_options": transport,
        "result_backend_transport_options": transport,
        "visibility_timeout": 7 * _DAY,
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
        "task_serializer": "json",
        "accept_content": ["json"],
        "task_ignore_result": True,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_queues": [*declared(shift.equipment.queues), unbound(canary_queue(shift.runner_id))],
        "task_default_queue": JOBS,
        "worker_prefetch_multiplier": 1,
        "worker_concurrency": settings.worker_concurrency,
        "worker_send_task_events": False,
        "worker_hijack_root_logger": False,
        "worker_soft_shutdown_timeout": 10.0,
        "worker_enable_soft_shutdown_on_idle": False,
        "worker_cancel_long_running_tasks_on_connection_loss": False,
    }
