from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.pipelines.container.errors import RunnerError
from app.pipelines.container.outputs import collect, size


def test_outputs_come_with_their_names_and_kinds(tmp_path: Path) -> None:
    (tmp_path / "a.PNG").write_bytes(b"picture")
    (tmp_path / "b.mp4").write_bytes(b"film")
    found = list(collect(tmp_path, {"image": "a.PNG", "video": "b.mp4"}))
    assert found == [("image", "png", b"picture"), ("video", "mp4", b"film")]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("link.png", "can't be read"),
        ("pipe.png", "is no file"),
        ("folder.png", "can't be read"),
        ("missing.png", "can't be read"),
        ("script.sh", "can't hold"),
        ("bare", "can't hold"),
    ],
)
def test_what_is_no_plain_file_of_a_known_kind_is_refused(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "link.png").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "script.sh").touch()
    with pytest.raises(RunnerError, match=words):
        list(collect(tmp_path, {"image": name}))


def test_the_size_of_a_folder_is_all_that_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / "deep/er").mkdir(parents=True)
    (tmp_path / "a").write_bytes(bytes(100))
    (tmp_path / "deep/er/b").write_bytes(bytes(50))
    (tmp_path / "link").symlink_to("a")
    assert size(tmp_path) == 150 + len("a")
