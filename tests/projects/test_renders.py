"""Where records of takes are looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.projects.renders import records


@pytest.fixture
def renders(tmp_path: Path) -> Path:
    folder = tmp_path / "03_Renders"
    folder.mkdir()
    return folder


def found(renders: Path) -> list[str]:
    return [Path(path).relative_to(renders).as_posix() for path in records(str(renders.parent))]


def put(renders: Path, *paths: str) -> None:
    for path in paths:
        (renders / path).parent.mkdir(parents=True, exist_ok=True)
        (renders / path).touch()


def test_a_film_without_renders_has_none(tmp_path: Path) -> None:
    assert not list(records(str(tmp_path / "gone")))


def test_takes_lie_loose_or_below_their_shot(renders: Path) -> None:
    ours = ["output_1.json", "CH01/SC001/SH010/take_001/take.json", "CH01/SC001/SH010/take_002/take.json"]
    put(renders, *ours)
    assert found(renders) == ours


def test_other_files_among_them_are_left_alone(renders: Path) -> None:
    put(renders, ".gitkeep", "output_1.png", "notes.json", "CH01/output_2.json", "CH01/SC001/SH010/.tmp-1/take.json")
    put(renders, "CH01/SC001/take_001/take.json", "CH01/SC001/SH010/take_001.json")
    assert found(renders) == []


def test_no_link_is_followed(renders: Path) -> None:
    outside = renders.parent / "outside"
    put(outside, "SC001/SH010/take_001/take.json")
    (renders / "CH01").symlink_to(outside)
    assert found(renders) == []
