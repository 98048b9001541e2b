"""Any file over 10 MB goes through LFS, whatever it is called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.git import attributes, lfs, repository
from app.git.commands import run

NAMES = ["table.csv", 'we [ird]* "name?.dat', "ünï code.txt", "back\\slash.txt", "04_Project_Files/-rf"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / attributes.FILE).write_text(lfs.ATTRIBUTES)
    (tmp_path / "04_Project_Files").mkdir()
    repository.create(tmp_path, "project: create")
    return tmp_path


def blob(folder: Path, name: str) -> str:
    return run(folder, "cat-file", "-p", f"HEAD:{name}")


@pytest.mark.parametrize("name", NAMES)
def test_a_large_file_is_committed_as_a_pointer(folder: Path, name: str) -> None:
    (folder / name).write_bytes(os.urandom(1024) * (lfs.LARGE // 1024 + 1))
    assert repository.commit(folder, "large", [name])
    assert blob(folder, name).startswith("version https://git-lfs.github.com/spec/v1")
    assert repository.status(folder).changes == ()


def test_a_file_at_the_limit_is_committed_as_it_is(folder: Path) -> None:
    (folder / "table.csv").write_bytes(b"x" * lfs.LARGE)
    repository.commit(folder, "at the limit", ["table.csv"])
    assert run(folder, "cat-file", "-s", "HEAD:table.csv").strip() == str(lfs.LARGE)


def test_the_rule_is_written_once(folder: Path) -> None:
    for content in (b"a", b"b"):
        (folder / "table.csv").write_bytes(content * (lfs.LARGE + 1))
        repository.commit(folder, "again", ["table.csv"])
    assert (folder / attributes.FILE).read_text().count("table.csv") == 1
