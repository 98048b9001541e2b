"""A repository that came from anyone: nothing of it runs, nothing is written outside its folder."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from app.git import history, repository, trust
from app.git.commands import run
from app.git.trust import Untrusted
from tests.support.films.disk import git, is_pointer, snapshot, sound


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    """What a planted program would leave."""
    return tmp_path / "proof"


@pytest.fixture
def program(tmp_path: Path, proof: Path) -> Path:
    path = tmp_path / "program"
    path.write_text(f'#!/bin/sh\necho "$0 $*" >> {proof}\ncat\n')
    path.chmod(0o755)
    return path


def configure(folder: Path, key: str, value: object) -> None:
    """By its file, as no Git need be willing to do it."""
    subprocess.run(["git", "config", f"--file={folder}/.git/config", "--add", key, str(value)], check=True)


def use_everything(folder: Path) -> None:
    """Every command that the studio has."""
    first = repository.head(folder)
    repository.status(folder)
    (folder / "still.png").write_bytes(os.urandom(5000))
    (folder / "notes.txt").write_text("two\n")
    repository.commit(folder, "two", ["still.png", "notes.txt"])
    second = repository.head(folder)
    history.log(folder, 10, None)
    history.changes(folder, first, second)
    history.text_diff(folder, first, second, ["notes.txt"])
    (folder / "still.png").unlink()
    history.bring_back(folder, second, [])


OVERRIDDEN = (
    "core.fsmonitor",
    "core.hooksPath",
    "core.sshCommand",
    "core.pager",
    "core.editor",
    "core.attributesFile",
    "core.excludesFile",
    "credential.helper",
    "diff.external",
    "filter.lfs.clean",
    "filter.lfs.smudge",
    "filter.lfs.process",
    "alias.status",
    "alias.commit",
)


@pytest.mark.parametrize("key", OVERRIDDEN)
def test_what_the_command_line_overrides_runs_nothing(folder: Path, program: Path, proof: Path, key: str) -> None:
    configure(folder, key, f"!{program}" if key.startswith("alias") else program)
    use_everything(folder)
    assert not proof.exists()
    assert is_pointer(folder, "still.png")


REFUSED = (
    "include.path",
    "includeIf.gitdir:/.path",
    "core.worktree",
    "core.gitProxy",
    "core.alternateRefsCommand",
    "gpg.program",
    "gpg.ssh.defaultKeyCommand",
    "filter.evil.clean",
    "filter.evil.process",
    "diff.evil.command",
    "diff.evil.textconv",
    "merge.evil.driver",
    "credential.https://x.helper",
    "url.ext::sh.insteadOf",
    "remote.origin.vcs",
    "remote.origin.uploadpack",
    "protocol.ext.allow",
    "extensions.worktreeConfig",
    "extensions.partialClone",
    "lfs.storage",
    "lfs.standalonetransferagent",
    "lfs.customtransfer.evil.path",
    "lfs.extension.evil.clean",
    "trailer.sign.command",
    "safe.directory",
    "unheard.of",
)


@pytest.mark.parametrize("key", REFUSED)
def test_any_other_setting_is_refused_by_name_and_nothing_runs(
    folder: Path, program: Path, proof: Path, key: str
) -> None:
    (folder / ".gitattributes").write_text("* filter=evil diff=evil merge=evil\n")
    configure(folder, key, program)
    before = snapshot(folder)
    with pytest.raises(Untrusted) as refusal:
        run(folder, "status")
    assert key.lower() in refusal.value.detail.lower()
    assert repository.obstacle(folder) == refusal.value.detail
    assert not proof.exists()
    assert snapshot(folder) == before


def test_attributes_that_name_drivers_run_nothing(folder: Path, program: Path, proof: Path) -> None:
    for name in (".gitattributes", "01_Assets/.gitattributes", ".git/info/attributes"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("* filter=evil diff=evil merge=evil ident text working-tree-encoding=UTF-16\n")
    program.rename(program.with_name("evil"))
    (folder / "01_Assets").mkdir(exist_ok=True)
    picture = os.urandom(5000) + b"$Id$\r\n"
    (folder / "01_Assets/still.png").write_bytes(picture)
    repository.commit(folder, "one", ["01_Assets/still.png"])
    assert is_pointer(folder, "01_Assets/still.png")
    (folder / "01_Assets/still.png").unlink()
    history.bring_back(folder, repository.head(folder), ["01_Assets/still.png"])
    assert (folder / "01_Assets/still.png").read_bytes() == picture
    assert not proof.exists()
    assert sound(folder)


def test_hooks_of_the_project_do_not_run(folder: Path, program: Path, proof: Path) -> None:
    names = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-index-change", "post-checkout")
    for name in (*names, "reference-transaction", "fsmonitor-watchman"):
        (folder / ".git/hooks").mkdir(exist_ok=True)
        shutil.copy(program, folder / ".git/hooks" / name)
    use_everything(folder)
    assert not proof.exists()


LINKS = (
    ".git",
    ".git/objects",
    ".git/lfs",
    ".git/lfs/objects",
    ".git/refs/heads",
    ".git/refs/heads/main",
    ".git/logs/HEAD",
    ".git/index",
    ".git/info",
    ".git/config",
)


@pytest.mark.parametrize("name", LINKS)
def test_a_repository_that_lies_elsewhere_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    (folder / ".git/lfs/objects").mkdir(parents=True, exist_ok=True)
    (folder / ".git/info").mkdir(exist_ok=True)
    away = tmp_path / "away"
    (folder / name).rename(away)
    (folder / name).symlink_to(away)
    with pytest.raises(Untrusted):
        repository.commit(folder, "one", [".gitattributes"])


def test_a_repository_in_a_file_or_borrowed_is_refused(folder: Path, tmp_path: Path) -> None:
    git(folder, "worktree", "add", "--quiet", "../tree")
    git(tmp_path, "clone", "--quiet", "--shared", "film", "shared")
    (tmp_path / "inner").mkdir()
    shutil.copytree(folder / ".git/worktrees/tree", tmp_path / "inner/.git")
    for name, told in (("tree", "link"), ("shared", "alternates"), ("inner", "commondir")):
        with pytest.raises(Untrusted, match=told):
            repository.head(tmp_path / name)


def test_a_clone_and_ordinary_settings_are_trusted(folder: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(folder), "clone")
    clone = tmp_path / "clone"
    git(clone, "lfs", "install", "--local")
    for key, value in {
        "user.name": "Ada",
        "alias.st": "status",
        "color.ui": "auto",
        "branch.main.rebase": "true",
        "remote.backup.url": "ssh://nas/film.git",
        "core.autocrlf": "true",
        "pull.rebase": "true",
    }.items():
        git(clone, "config", key, value)
    assert trust.distrust(clone) is None
    use_everything(clone)
    assert sound(clone)


def test_a_setting_taken_out_again_brings_the_film_back(folder: Path, program: Path) -> None:
    config = folder / ".git/config"
    before = config.read_bytes()
    configure(folder, "core.gitProxy", program)
    assert trust.distrust(folder)
    config.write_bytes(before)
    assert trust.distrust(folder) is None


@pytest.mark.parametrize("content", [b"[core\n", b"\xff\xfe\x00", b"[a]\n" + b"b = c\n" * 20_000])
def test_a_config_that_can_not_be_read_is_a_reason(folder: Path, content: bytes) -> None:
    (folder / ".git/config").write_bytes(content)
    assert "config" in (trust.distrust(folder) or "")


def test_no_repository_above_the_film_is_touched(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    inner = tmp_path / "film"
    inner.mkdir()
    assert "no Git repository" in (repository.obstacle(inner) or "")
    (inner / "a.txt").write_text("a")
    repository.create(inner, "project: create")
    assert not git(tmp_path, "diff", "--cached", "--name-only")
    assert git(inner, "rev-parse", "--show-toplevel").strip() == str(inner.resolve())


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
def test_a_film_of_another_user_is_worked_on(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 12345, 12345, follow_symlinks=False)
    use_everything(folder)
    assert len(history.log(folder, 10, None)) == 2


def test_the_check_costs_no_process_until_something_changes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (folder / ".git", folder / ".git/config", folder / ".git/objects/info"):
        os.utime(path, (1, 1))  # settled
    assert trust.distrust(folder) is None
    asked: list[str] = []
    monkeypatch.setattr(trust, "execute", _counted(asked))
    assert trust.distrust(folder) is None
    assert not asked
    (folder / ".git/config").touch()
    trust.distrust(folder)
    assert asked


def _counted(asked: list[str]) -> Callable[..., str]:
    def execute(_: Path, command: str, *__: str) -> str:
        asked.append(command)
        return ""

    return execute
