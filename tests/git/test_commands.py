from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import Unavailable
from app.git.commands import GitFailed, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    run(tmp_path, "init", "--quiet")
    return tmp_path


def test_a_refusal_speaks_without_paths_of_the_machine(folder: Path) -> None:
    with pytest.raises(GitFailed) as refusal:
        run(folder, "checkout", "no-such-branch")
    assert "no-such-branch" in refusal.value.detail
    assert str(folder) not in refusal.value.detail


def test_user_configuration_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".gitconfig").write_text("[alias]\n\tboo = !echo read\n[user]\n\tname = Someone\n")
    monkeypatch.setenv("HOME", str(folder))
    assert run(folder, "config", "user.name").strip() == "Auteur"
    with pytest.raises(GitFailed):
        run(folder, "boo")


@pytest.mark.parametrize("address", ["https://localhost/film.git", "ext::sh -c true", "file:///nowhere"])
def test_no_protocol_is_spoken(folder: Path, address: str) -> None:
    with pytest.raises(GitFailed, match="not allowed"):
        run(folder, "ls-remote", "--", address)


def test_a_machine_without_git_is_told_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(Unavailable) as refusal:
        run(folder, "status")
    assert refusal.value.code == "git_missing"
