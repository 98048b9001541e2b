from __future__ import annotations

import os
import subprocess
import threading
from pathlib import Path

import pytest

from app.git import attributes, repository
from app.git.commands import GitFailed
from tests.support.films.disk import clean, commits, git, is_pointer, sound


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


@pytest.mark.parametrize("name", ["still.png", "STILL.PNG", "01_Assets/Clip.Mp4", "large.csv"])
def test_media_is_a_pointer_whatever_attributes_say(folder: Path, name: str) -> None:
    (folder / ".gitattributes").write_text("")
    (folder / "01_Assets").mkdir()
    for place in ("", "01_Assets/"):
        (folder / f"{place}.gitattributes").write_text("* -filter\n")
    (folder / ".git/info").mkdir(exist_ok=True)
    (folder / ".git/info/attributes").write_text("*.txt eol=lf")
    repository.commit(folder, "media", [put(folder, name, os.urandom(11 << 20 if "large" in name else 5000))])
    assert is_pointer(folder, name)
    assert (folder / ".git/info/attributes").read_text().startswith("*.txt eol=lf\n")
    assert sound(folder)


def test_raw_media_that_got_in_all_the_same_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attributes, "route", lambda *_: False)
    (folder / ".gitattributes").write_text("")
    with pytest.raises(GitFailed) as refusal:
        repository.commit(folder, "raw", [put(folder, "still.png", os.urandom(5000))])
    assert refusal.value.code == "lfs_not_a_pointer"


def test_twelve_writers_at_once_with_a_persons_git_beside_them(folder: Path) -> None:
    """Without a lock of the caller's each still waits for its turn: some may come too late, but nothing breaks."""
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
