from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from app import tracing
from tests.support.clients.calls import API, ended, make_film, submit
from tests.support.outside.collector import collecting
from tests.support.studios.processes import environment
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
CLICK = f"00-{TRACE}-00f067aa0ba902b7-01"


def test_one_trace_goes_from_the_click_through_the_queue_to_the_take_and_its_event(tmp_path: Path) -> None:
    with collecting() as collector:
        studio = Studio(tmp_path, OTEL_EXPORTER_OTLP_ENDPOINT=collector.url, OTEL_BSP_SCHEDULE_DELAY="100")
        try:
            studio.start_worker()
            film = make_film(studio.client)
            studio.client.headers["traceparent"] = CLICK
            task = submit(studio.client, film["id"])
            studio.client.headers.pop("traceparent")
            ended(studio.client, task["id"])
            eventually(lambda: "make text_to_image" in collector.tree(TRACE))
        finally:
            studio.close()
    told = collector.tree(TRACE)
    print(told)  # noqa: T201  the trace, for who runs this with -s
    lines = told.splitlines()
    assert lines[0] == f"POST {API}/projects/{{project_id}}/tasks (auteur-backend)"
    assert lines[1] == "  submit (auteur-backend)"
    assert lines[2].startswith("    make text_to_image (auteur-worker)")
    assert lines[3].startswith("      pipeline null (auteur-worker)")
    assert lines[4].startswith("      move the take in (auteur-worker) · take.created")
    assert " · task.completed" in lines[4]
    assert len(lines) == 5
    assert_logs_name(studio, task["id"], film["id"])


def assert_logs_name(studio: Studio, task_id: str, film_id: str) -> None:
    """The lines of the worker's log about the task name it, its film and the trace."""
    lines = [json.loads(line) for line in studio.workers[0].words().splitlines() if line[0:1] == "{"]
    [begun] = [line for line in lines if line["event"] == f"Processing task {task_id}"]
    assert (begun["task"], begun["project"], begun["trace"]) == (task_id, film_id, TRACE)


def test_where_no_collector_is_named_nothing_is_loaded_and_nothing_is_traced() -> None:
    code = (
        "import sys; from app import tracing; tracing.configure('', 'x')(); import app.api;"
        "print(tracing.active(), tracing.here() == '', 'opentelemetry.exporter' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "False"]


def test_outside_of_a_trace_there_is_nothing_to_carry() -> None:
    tracing.told(["task.completed"])
    assert (tracing.here(), tracing.trace_id()) == ("", "")
