from __future__ import annotations

import os
import subprocess
import threading
import time
from pathlib import Path

import pytest

from app.git import repository
from app.git.commands import GitFailed
from app.git.lfs import ATTRIBUTES
from tests.support.disk import clean, commits, git, is_pointer, sound


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository as films have it, with one commit."""
    found = tmp_path / "film"
    found.mkdir()
    (found / ".gitattributes").write_text(ATTRIBUTES)
    repository.create(found, "project: create")
    return found


def put(folder: Path, name: str, data: bytes = b"bytes") -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return name


def test_a_new_repository_is_on_main_and_clean(folder: Path) -> None:
    status = repository.status(folder)
    assert (status.branch, status.ahead, status.changes) == ("main", 0, ())
    assert status.commit == repository.head(folder) == git(folder, "rev-parse", "HEAD").strip()
    assert clean(folder)


def test_media_is_committed_as_a_pointer_and_stays_whole_on_disk(folder: Path) -> None:
    picture = os.urandom(50_000)
    repository.commit(folder, "asset: add still.png", [put(folder, "still.png", picture)])
    assert is_pointer(folder, "still.png")
    assert (folder / "still.png").read_bytes() == picture
    assert sound(folder)
    assert clean(folder)


def test_only_the_named_paths_are_committed(folder: Path) -> None:
    put(folder, "mine.txt")
    put(folder, "theirs.txt")
    git(folder, "add", "theirs.txt")
    repository.commit(folder, "mine", ["mine.txt"])
    assert git(folder, "show", "--format=", "--name-only", "HEAD").split() == ["mine.txt"]
    assert [(change.path, change.state) for change in repository.status(folder).changes] == [("theirs.txt", "A ")]


def test_committing_the_same_again_makes_no_commit(folder: Path) -> None:
    name = put(folder, "scene.json")
    assert repository.commit(folder, "once", [name])
    assert repository.commit(folder, "twice", [name]) is None
    assert commits(folder)[0] == "once"


def test_a_path_that_never_was_is_passed_over(folder: Path) -> None:
    assert repository.commit(folder, "nothing", ["gone.txt"]) is None


def test_a_file_that_went_is_committed_as_gone(folder: Path) -> None:
    name = put(folder, "scene.json")
    repository.commit(folder, "add", [name])
    (folder / name).unlink()
    assert repository.commit(folder, "remove", [name])
    assert name not in git(folder, "ls-files")


@pytest.mark.parametrize(
    "name", ["-rf", "--help", ":(exclude)x", "*.txt", "two words.txt", "東京.txt", "new\nline.txt", "[a].txt"]
)
def test_a_strange_name_is_only_a_name(folder: Path, name: str) -> None:
    put(folder, "other.txt")
    put(folder, name)
    assert repository.commit(folder, "strange", [name])
    assert git(folder, "show", "--format=", "--name-only", "-z", "HEAD").strip("\0") == name
    assert [change.path for change in repository.status(folder).changes] == ["other.txt"]


def test_hundreds_of_paths_are_one_commit(folder: Path) -> None:
    names = [put(folder, f"scenes/{n:04}.json", str(n).encode()) for n in range(300)]
    assert repository.commit(folder, "many", names)
    assert len(git(folder, "show", "--format=", "--name-only", "HEAD").split()) == 300


def test_raw_media_is_noticed(folder: Path) -> None:
    (folder / ".gitattributes").write_text("")
    with pytest.raises(GitFailed) as refusal:
        repository.commit(folder, "raw", [put(folder, "still.png", os.urandom(5000))])
    assert refusal.value.code == "lfs_not_a_pointer"


def test_the_lock_of_a_killed_git_heals(folder: Path) -> None:
    lock = folder / ".git/index.lock"
    lock.touch()
    os.utime(lock, (time.time() - 60, time.time() - 60))
    assert repository.commit(folder, "healed", [put(folder, "a.txt")])
    assert clean(folder)


def test_the_lock_of_a_person_at_work_is_respected(folder: Path) -> None:
    lock = folder / ".git/index.lock"
    lock.touch()
    with pytest.raises(GitFailed, match=r"index\.lock"):
        repository.commit(folder, "refused", [put(folder, "a.txt")])
    assert lock.exists()


def test_a_commit_is_not_stopped_by_the_projects_own_configuration(folder: Path) -> None:
    proof = folder.parent / "proof"
    program = folder.parent / "program"
    program.write_text(f"#!/bin/sh\ntouch {proof}\nexit 1\n")
    program.chmod(0o755)
    hook = folder / ".git/hooks/pre-commit"
    hook.write_text(program.read_text())
    hook.chmod(0o755)
    for key in (
        "core.fsmonitor",
        "core.editor",
        "diff.external",
        "filter.lfs.clean",
        "filter.lfs.process",
        "gpg.program",
    ):
        git(folder, "config", key, str(program))
    git(folder, "config", "commit.gpgSign", "true")
    assert repository.commit(folder, "ours", [put(folder, "still.png", os.urandom(5000))])
    repository.status(folder)
    assert not proof.exists()
    assert is_pointer(folder, "still.png")


def test_twelve_writers_at_once_with_a_persons_git_beside_them(folder: Path) -> None:
    """Without a lock of the caller's, git's own lets some fail, but nothing breaks."""
    names = [put(folder, f"{n}.txt", str(n).encode()) for n in range(12)]
    made: list[str | None] = []

    def commit(name: str) -> None:
        try:
            made.append(repository.commit(folder, name, [name]))
        except GitFailed:
            made.append(None)

    writers = [threading.Thread(target=commit, args=(name,)) for name in names]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert any(made)
    git(folder, "fsck", "--strict")


def test_how_far_a_branch_is_ahead_is_told(folder: Path, tmp_path: Path) -> None:
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(remote)], check=True)
    git(folder, "remote", "add", "origin", str(remote))
    git(folder, "push", "--quiet", "--set-upstream", "origin", "main")
    repository.commit(folder, "one", [put(folder, "1.txt")])
    repository.commit(folder, "two", [put(folder, "2.txt")])
    assert repository.status(folder).ahead == 2
