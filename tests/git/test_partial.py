"""A commit of some paths, built beside the index."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from app.git import partial, repository, turn
from app.git.commands import GitFailed, run
from tests.support.films.disk import clean, git, is_pointer, sound


@pytest.fixture
def film(folder: Path) -> Path:
    for name in ("kept.txt", "gone.txt"):
        (folder / name).write_text(name)
    repository.commit(folder, "two texts", ["kept.txt", "gone.txt"])
    return folder


def test_media_pass_their_filter_once(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls, wrapper = tmp_path / "calls", tmp_path / "bin/git-lfs"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\necho "$1" >> "{calls}"\nexec "{shutil.which("git-lfs")}" "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", str(wrapper.parent), prepend=":")
    (folder / "still.png").write_bytes(b"still")
    os.utime(folder / "still.png", (1e9, 1e9))  # Git looks twice at a file as young as its index
    repository.commit(folder, "asset: add still.png", ["still.png"])
    assert calls.read_text().split() == ["filter-process"]
    assert is_pointer(folder, "still.png")
    assert clean(folder)
    assert sound(folder)


def test_added_changed_and_gone_are_one_commit_and_the_rest_stays_staged(film: Path) -> None:
    (film / "new.txt").write_text("new")
    (film / "kept.txt").write_text("changed")
    (film / "gone.txt").unlink()
    (film / "theirs.txt").write_text("theirs")
    run(film, "add", "theirs.txt")
    partial.commit(film, "story: three\n\nand why", ["new.txt", "kept.txt", "gone.txt"], repository.head)
    assert git(film, "show", "--name-status", "--format=%B", "HEAD").split() == [
        *["story:", "three", "and", "why", "D", "gone.txt", "M", "kept.txt", "A", "new.txt"],
    ]
    assert git(film, "status", "--porcelain") == "A  theirs.txt\n"
    assert "commit: story: three" in git(film, "reflog")
    assert sound(film)


def test_a_lock_taken_for_a_dead_ones_meanwhile_is_like_one_that_another_holds(film: Path) -> None:
    def tip_while_the_lock_is_cleared_away(folder: Path) -> str | None:
        (folder / ".git/index.lock").unlink()
        return repository.tip(folder)

    (film / "kept.txt").write_text("changed")
    before = repository.head(film)
    with pytest.raises(GitFailed) as refusal:
        partial.commit(film, "story: change", ["kept.txt"], tip_while_the_lock_is_cleared_away)
    assert turn.is_taken(refusal.value.detail)
    assert repository.head(film) == before
    assert repository.commit(film, "story: change", ["kept.txt"])


def test_a_lock_that_a_persons_git_holds_is_respected(film: Path) -> None:
    lock = film / ".git/index.lock"
    lock.touch()
    before = repository.head(film)
    with pytest.raises(GitFailed, match=r"\.lock': File exists"):
        partial.commit(film, "story: change", ["kept.txt"], repository.head)
    assert lock.exists()
    assert repository.head(film) == before


def test_a_branch_that_moved_on_is_not_moved_back(film: Path) -> None:
    before = repository.head(film)
    (film / "kept.txt").write_text("changed")
    git(film, "-c", "user.name=p", "-c", "user.email=p@x", "commit", "--quiet", "--all", "--message=theirs")
    (film / "new.txt").write_text("new")
    with pytest.raises(GitFailed, match="cannot lock ref"):
        partial.commit(film, "ours", ["new.txt"], lambda _: before)
    assert git(film, "log", "-1", "--format=%s").strip() == "theirs"
    assert not (film / ".git/index.lock").exists()


def test_what_holds_nothing_new_is_no_commit(film: Path) -> None:
    before = repository.head(film)
    assert not partial.commit(film, "ours", ["kept.txt"], repository.head)
    assert repository.head(film) == before


def test_the_first_commit_needs_no_other_before_it(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "first.txt").write_text("first")
    assert repository.commit(tmp_path, "ours", ["first.txt"]) == repository.tip(tmp_path)
    assert git(tmp_path, "log", "--format=%s") == "ours\n"


def test_a_path_that_left_the_index_meanwhile_is_committed(film: Path) -> None:
    """A person's commit, begun before ours, brings the index back in which ours was not."""
    (film / "new.txt").write_text("new")
    before = (film / ".git/index").read_bytes()
    run(film, "add", "new.txt")
    (film / ".git/index").write_bytes(before)
    assert repository.commit(film, "ours", ["new.txt"])
    assert git(film, "show", "--name-only", "--format=", "HEAD") == "new.txt\n"
