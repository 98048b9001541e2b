"""A person's own Git in a film's folder, at the same time."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.git import repository, turn
from app.git.turn import Waits
from tests.support.films.disk import clean, commits, git, sound
from tests.support.waiting import eventually


def put(folder: Path, name: str, text: str = "text") -> str:
    (folder / name).write_text(text)
    return name


@pytest.fixture
def diverged(folder: Path) -> Path:
    """Two branches that change one line; `main` is checked out."""
    repository.commit(folder, "base", [put(folder, "a.txt", "base\n")])
    git(folder, "checkout", "--quiet", "-b", "other")
    repository.commit(folder, "theirs", [put(folder, "a.txt", "theirs\n")])
    git(folder, "checkout", "--quiet", "main")
    repository.commit(folder, "ours", [put(folder, "a.txt", "ours\n")])
    return folder


BEGUN = {
    "merge": "merge other",
    "rebase": "rebase other",
    "cherry-pick": "cherry-pick other",
    "detached": "checkout --quiet --detach",
    "bisect": "bisect start main HEAD~1",
}
ENDED = {
    "merge": "merge --abort",
    "rebase": "rebase --abort",
    "cherry-pick": "cherry-pick --abort",
    "detached": "checkout --quiet main",
    "bisect": "bisect reset",
}


def shell(folder: Path, words: str) -> None:
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.invalid"]
    subprocess.run(["git", *identity, *words.split()], cwd=folder, capture_output=True, check=False)


@pytest.mark.parametrize("kind", BEGUN)
def test_commits_wait_while_a_person_is_in_the_middle_of_something(diverged: Path, kind: str) -> None:
    shell(diverged, BEGUN[kind])
    name = put(diverged, "take.txt")
    before = git(diverged, "status", "--porcelain")
    with pytest.raises(Waits) as pause:
        repository.commit(diverged, "take", [name])
    assert repository.obstacle(diverged) == pause.value.detail
    assert git(diverged, "status", "--porcelain") == before
    shell(diverged, ENDED[kind])
    assert repository.obstacle(diverged) is None
    assert repository.commit(diverged, "take", [name])
    assert commits(diverged)[0] == "take"


def test_a_branch_that_a_person_checked_out_is_committed_to(folder: Path) -> None:
    git(folder, "checkout", "--quiet", "-b", "night/shoot")
    made = repository.commit(folder, "take", [put(folder, "take.txt")])
    assert made == git(folder, "rev-parse", "refs/heads/night/shoot").strip() == repository.head(folder)
    assert repository.status(folder).branch == "night/shoot"


def test_packed_refs_are_read(folder: Path) -> None:
    repository.commit(folder, "take", [put(folder, "take.txt")])
    git(folder, "gc", "--quiet")
    assert repository.head(folder) == git(folder, "rev-parse", "HEAD").strip()
    assert repository.commit(folder, "more", [put(folder, "more.txt")])
    assert sound(folder)


@pytest.mark.parametrize("name", ["index.lock", "HEAD.lock", "refs/heads/main.lock"])
def test_what_a_killed_git_left_heals(folder: Path, name: str) -> None:
    (folder / ".git" / name).touch()
    assert repository.commit(folder, "healed", [put(folder, "a.txt")])
    assert clean(folder)


def test_half_of_a_file_that_a_person_staged_stays_staged(folder: Path) -> None:
    repository.commit(folder, "base", [put(folder, "notes.txt", "one\n"), put(folder, "a.txt", "a\n")])
    put(folder, "notes.txt", "one\ntwo\n")
    git(folder, "add", "notes.txt")
    put(folder, "notes.txt", "one\ntwo\nthree\n")
    repository.commit(folder, "ours", [put(folder, "a.txt", "b\n")])
    assert git(folder, "show", "--format=", "--name-only").split() == ["a.txt"]
    assert git(folder, "show", ":notes.txt") == "one\ntwo\n"
    assert (folder / "notes.txt").read_text() == "one\ntwo\nthree\n"


@contextmanager
def open_editor(folder: Path, tmp_path: Path) -> Iterator[None]:
    """A person's `git commit -a`, its message still being written: Git keeps the lock, closed, all the while."""
    editor, done = tmp_path / "editor", tmp_path / "done"
    editor.write_text(
        f"#!{sys.executable}\nimport pathlib, sys, time\n"
        f"while not pathlib.Path({str(done)!r}).exists(): time.sleep(0.02)\n"
        "pathlib.Path(sys.argv[1]).write_text('theirs')\n"
    )
    editor.chmod(0o755)
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.invalid"]
    with subprocess.Popen(
        ["git", *identity, "-c", f"core.editor={editor}", "commit", "--quiet", "-a"], cwd=folder
    ) as commit:
        eventually((folder / ".git/index.lock").exists)
        yield
        done.touch()
        assert commit.wait() == 0


def test_a_commit_waits_for_a_person_who_writes_a_message(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(folder, "base", [put(folder, "theirs.txt", "1")])
    put(folder, "theirs.txt", "2")
    monkeypatch.setattr(turn, "PATIENCE_SECONDS", 0.5)
    monkeypatch.setattr(turn, "STALE_SECONDS", 0.1)
    with open_editor(folder, tmp_path):
        time.sleep(0.3)  # older than a lock that nobody attends
        with pytest.raises(Waits, match=r"index\.lock"):
            repository.commit(folder, "ours", [put(folder, "ours.txt")])
        assert (folder / ".git/index.lock").exists()
    assert repository.commit(folder, "ours", ["ours.txt"])
    assert commits(folder)[:2] == ["ours", "theirs"]


def test_a_shell_that_commits_all_the_time_loses_nothing_and_breaks_nothing(folder: Path) -> None:
    over = threading.Event()
    made = 0

    def person() -> None:
        nonlocal made
        while not over.is_set():
            put(folder, f"theirs-{made}.txt")
            shell(folder, f"add theirs-{made}.txt")
            shell(folder, f"commit --quiet -m theirs-{made}")
            made += 1

    thread = threading.Thread(target=person)
    thread.start()
    for number in range(20):
        repository.commit(folder, f"ours {number}", [put(folder, f"ours-{number}.txt")])
    over.set()
    thread.join()
    assert made
    # A commit of theirs that begins while ours ends may leave ours out again (Git reads the index before locking it):
    # each was committed all the same, and whoever watches the film commits it anew.
    added = git(folder, "log", "--diff-filter=A", "--name-only", "--format=").split()
    assert {f"ours-{number}.txt" for number in range(20)} <= set(added)
    assert sound(folder)


def test_the_lock_of_another_films_git_keeps_nobody_waiting(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "film two"
    other.mkdir()
    put(other, "a.txt")
    repository.create(other, "project: create")
    with subprocess.Popen(["git", "cat-file", "--batch"], cwd=other, stdin=subprocess.PIPE) as busy:
        lock = folder / ".git/index.lock"
        lock.touch()
        os.utime(lock, (1, 1))
        assert repository.commit(folder, "healed", [put(folder, "a.txt")])
        busy.communicate(b"")
