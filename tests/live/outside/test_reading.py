from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid
from app.events.log import EventLog
from app.live.outside.reading import MAX_BYTES, as_command, as_report, is_ours, read
from app.tasks.schemas import ReportedError, Status, TaskReport
from tests.support.clients.wishes import ANYTHING
from tests.support.films.drafts import change

RENDER = "03_Renders/output_t.png"


def reported(said: dict[str, Any]) -> tuple[str, TaskReport]:
    return as_report(*read(json.dumps(said).encode()))


@pytest.mark.parametrize(
    ("kind", "data", "report"),
    [
        ("task.started", {"runner_id": "r"}, TaskReport(status=Status.PROCESSING, runner_id="r")),
        ("task.started", {"worker_id": "w"}, TaskReport(status=Status.PROCESSING, runner_id="w")),
        ("task.progress", {"progress": 25}, TaskReport(status=Status.PROCESSING, progress=25)),
        (
            "task.progress",
            {"progress": {"percentage": 40, "current_step": 2, "total_steps": 5, "step_description": "Inking"}},
            TaskReport(status=Status.PROCESSING, progress=40, description="Inking"),
        ),
        (
            "task.progress",
            {"progress": 40, "step": {"current": 2, "total": 5, "description": "Inking"}},
            TaskReport(status=Status.PROCESSING, progress=40, description="Inking"),
        ),
        ("task.completed", {"output_path": RENDER}, TaskReport(status=Status.COMPLETED, output_path=RENDER)),
        (
            "task.completed",
            {"output_path": f"/workspace/Film/{RENDER}", "duration": 15.5},
            TaskReport(status=Status.COMPLETED, output_path=RENDER),
        ),
        (
            "task.success",
            {"result": {"image_path": f"Film/{RENDER}", "seed": 1}, "execution_time": 4.5},
            TaskReport(status=Status.COMPLETED, output_path=f"Film/{RENDER}"),
        ),
        ("task.completed", {"outputs": [RENDER]}, TaskReport(status=Status.COMPLETED, outputs=[RENDER])),
        (
            "task.failed",
            {"error": "Out of memory"},
            TaskReport(status=Status.FAILED, error=ReportedError(detail="Out of memory")),
        ),
        (
            "task.failed",
            {"error": {"code": "oom", "detail": "Out of memory"}},
            TaskReport(status=Status.FAILED, error=ReportedError(code="oom", detail="Out of memory")),
        ),
        ("task.cancelled", {}, TaskReport(status=Status.CANCELLED)),
        ("task.retrying", {}, TaskReport(status=Status.PENDING)),
    ],
)
def test_what_runners_say_is_understood_flat_and_with_data(kind: str, data: dict[str, Any], report: TaskReport) -> None:
    assert reported({"type": kind, "data": {"task_id": "t"} | data}) == ("t", report)
    assert reported({"type": kind, "task_id": "t", "timestamp": "2026-01-01T00:00:00"} | data) == ("t", report)


@pytest.mark.parametrize(
    "said",
    [
        {"type": "task.progress"},
        {"type": "task.progress", "task_id": 7},
        {"type": "task.progress", "task_id": "t" * 65},
        {"type": "task.progress", "task_id": "t", "progress": 101},
        {"type": "task.progress", "task_id": "t", "progress": "much"},
        {"type": "task.exploded", "task_id": "t"},
        {"type": "project.deleted", "project_id": "p"},
        {"type": "task.completed", "task_id": "t", "output_path": "x" * 2000},
        {"type": ["task.progress"], "task_id": "t"},
        {"task_id": "t"},
        [],
        "task.progress",
        None,
    ],
)
def test_what_is_no_report_is_refused(said: Any) -> None:
    with pytest.raises(Invalid):
        reported(said)


@pytest.mark.parametrize("wire", [b"{", b"\xff", b"[" * 60_000, b" " * (MAX_BYTES + 1), b'{"type": "\\ud800"}', b"NaN"])
def test_what_can_not_be_read_is_refused(wire: bytes) -> None:
    with pytest.raises(Invalid):
        as_report(*read(wire))


@given(st.binary(max_size=100) | ANYTHING.map(lambda said: json.dumps(said).encode()))
def test_any_bytes_are_a_message_or_refused(wire: bytes) -> None:
    with contextlib.suppress(Invalid):
        kind, said = read(wire)
        as_report(kind, said)
        as_command(kind, said)


@pytest.mark.parametrize(
    ("kind", "command"),
    [("execute_node", "node.execute"), ("cancel_task", "task.cancel"), ("start_generation", "start_generation")],
)
def test_commands_have_older_names_too(kind: str, command: str) -> None:
    assert as_command(kind, {"task_id": "t", "client_id": "c"}).type == command


def test_what_the_log_publishes_is_ours_and_nothing_else(log: EventLog) -> None:
    with log._redis.pubsub(ignore_subscribe_messages=True) as pubsub:  # type: ignore[no-untyped-call]
        pubsub.psubscribe("*")
        pubsub.get_message(timeout=5)
        log.append(change())
        log.forget("film")
        heard = [pubsub.get_message(timeout=5) for _ in range(2)]
    assert [is_ours(message["data"]) for message in heard if message] == [True, True]
    for wire in (b'{"id": "1", "type": "task.progress"}', b'{"type":"x","id":"ab-1"}', b'{"id":"ab-x",', b"garbage"):
        assert not is_ours(wire)
