"""What is remembered is what the disk holds."""

from __future__ import annotations

import os
import time
from pathlib import Path

from app.files.cached import Remembered, listed, read_cached, stamp


def aged(path: Path) -> None:
    """Long enough ago that its time tells it apart from a change now."""
    then = time.time() - 10
    os.utime(path, (then, then))


def _count(made: list[int]) -> int:
    made.append(1)
    return len(made)


def test_a_value_is_made_once_while_nothing_changes(tmp_path: Path) -> None:
    file = tmp_path / "story.json"
    file.write_text("{}")
    aged(file)
    made: list[int] = []
    remembered: Remembered[int] = Remembered()
    for _ in range(3):
        remembered.get("story", stamp(file), lambda: _count(made))
    assert made == [1]


def test_a_changed_a_replaced_and_a_deleted_file_are_read_again(tmp_path: Path) -> None:
    file = tmp_path / "story.json"
    for content in ('{"a": 1}', '{"a": 2}'):
        file.write_text(content)
        aged(file)
        assert read_cached(file) == {"a": int(content[6])}
    other = tmp_path / "other.json"
    other.write_text('{"a": 3}')
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    other.replace(file)
    assert read_cached(file) == {"a": 3}
    file.unlink()
    assert read_cached(file) is None


def test_a_file_that_changes_twice_in_one_tick_is_not_trusted(tmp_path: Path) -> None:
    file = tmp_path / "story.json"
    for number in range(200):
        file.write_text(f'{{"a": {number % 10}}}')
        assert read_cached(file) == {"a": number % 10}


def test_a_damaged_file_gives_nothing(tmp_path: Path) -> None:
    file = tmp_path / "story.json"
    file.write_text('{"a": ')
    assert read_cached(file) is None


def test_a_folder_lists_its_folders_and_files_in_order(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).mkdir()
        (tmp_path / f"{name}.txt").touch()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert listed(str(tmp_path)) == (("a", "b"), ("a.txt", "b.txt", "link"))


def test_what_comes_and_goes_in_a_folder_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "renders"
    assert listed(str(folder)) == ((), ())
    folder.mkdir()
    for number in range(100):
        (folder / str(number)).touch()
        assert len(listed(str(folder)).files) == number + 1
    aged(folder)
    assert len(listed(str(folder)).files) == 100
    (folder / "7").unlink()
    assert "7" not in listed(str(folder)).files


def test_a_file_has_nothing_in_it(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert listed(str(tmp_path / "file")) == ((), ())
