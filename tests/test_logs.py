from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.support.studios.processes import environment

CODE = """
import logging, structlog
from app.logs import configure
configure({form!r}, {level!r})
log = structlog.get_logger()
with structlog.contextvars.bound_contextvars(task="t1"):
    log.info("task.begun", project="p1")
    logging.getLogger("celery.worker").warning("a %s of theirs", "line")
logging.getLogger("celery.worker").debug("too much")
logging.getLogger("httpx").info("GET /")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("task.failed")
"""


def say(form: str, level: str = "INFO") -> str:
    code = CODE.format(form=form, level=level)
    return subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True
    ).stderr


def lines(form: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in say(form).splitlines()]


@pytest.mark.parametrize("form", ["json", "auto"])
def test_where_a_machine_reads_each_event_is_one_line_of_json(form: str) -> None:
    ours, theirs, failed = lines(form)
    assert (ours["event"], ours["project"], ours["task"], ours["level"]) == ("task.begun", "p1", "t1", "info")
    assert (theirs["event"], theirs["task"], theirs["level"]) == ("a line of theirs", "t1", "warning")
    assert theirs["logger"] == "celery.worker"
    assert "ZeroDivisionError" in failed["exception"]
    assert "task" not in failed
    assert all(line["timestamp"].endswith("Z") for line in (ours, theirs, failed))


def test_where_a_person_reads_it_is_text() -> None:
    said = say("text")
    assert "task.begun" in said
    assert "task=t1" in said
    assert "{" not in said.splitlines()[0]
    assert "\x1b" not in said


def test_the_level_is_that_of_libraries() -> None:
    assert "of theirs" not in say("json", "ERROR")
    assert "task.begun" in say("json", "ERROR")
