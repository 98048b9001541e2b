from __future__ import annotations

from pathlib import Path

import pytest

from app.files.claim import claimed


@pytest.fixture
def wanted(tmp_path: Path) -> Path:
    path = tmp_path / "wanted.json"
    path.write_text("{}")
    return path


def test_one_at_a_time_holds_it(wanted: Path) -> None:
    with claimed(wanted) as first, claimed(wanted) as second:
        assert (first, second) == (True, False)
    with claimed(wanted) as again:
        assert again


def test_what_is_done_is_held_by_nobody(wanted: Path) -> None:
    with claimed(wanted):
        wanted.unlink()
    with claimed(wanted) as late:
        assert not late
