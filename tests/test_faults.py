from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from app import faults
from app.config import Settings
from app.faults import Point, crash_point
from tests.support.studios.processes import BACKEND, environment


@pytest.fixture(autouse=True)
def _disarmed() -> Iterator[None]:
    yield
    faults.arm(None)


def outcome(folder: Path, times: int = 1) -> int:
    """How a process ends that passes two points so often."""
    passing = f"""
from pathlib import Path
from app.faults import Point, arm, crash_point
arm(Path({str(folder)!r}))
for _ in range({times}):
    crash_point(Point.TAKE_BUILT)
    crash_point(Point.TASK_DONE)
"""
    return subprocess.run([sys.executable, "-c", passing], env=environment(), check=False).returncode


def test_a_process_dies_at_the_point_that_is_armed_and_its_successor_lives(tmp_path: Path) -> None:
    (tmp_path / "take.built.1").touch()
    assert outcome(tmp_path) == -signal.SIGKILL
    assert list(tmp_path.iterdir()) == []
    assert outcome(tmp_path) == 0


def test_a_point_may_be_passed_before_it_kills(tmp_path: Path) -> None:
    (tmp_path / "task.done.3").touch()
    assert outcome(tmp_path, times=2) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["task.done.1"]
    assert outcome(tmp_path) == -signal.SIGKILL


def test_points_that_are_not_armed_let_everyone_pass(tmp_path: Path) -> None:
    (tmp_path / "take.renamed.1").touch()
    assert outcome(tmp_path) == 0
    crash_point(Point.TAKE_RENAMED)


def test_only_a_test_build_may_be_armed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AUTEUR_CRASH_FOLDER", str(tmp_path))
    with pytest.raises(ValidationError, match="AUTEUR_TEST_BUILD"):
        Settings()
    monkeypatch.setenv("AUTEUR_TEST_BUILD", "yes")
    assert Settings().auteur_crash_folder == tmp_path


@pytest.mark.parametrize("point", Point)
def test_each_point_stands_at_one_place_of_the_code(point: Point) -> None:
    call = re.compile(rf"crash_point\(Point\.{point.name}\)")
    found = [path for path in (BACKEND / "app").rglob("*.py") for _ in call.findall(path.read_text())]
    assert len(found) == 1
