"""May Git run in this repository? A film is copied in from anywhere, and Git obeys what it finds there.

Settings that could run a program or lead elsewhere are not hunted one by one: those known to be harmless are listed,
and those that our own command line overrides. Any other is a reason to leave the repository alone until a person has
looked at it. So is every way in which a repository can lie outside its folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.errors import AuteurError
from app.files.cached import Remembered, stamp
from app.git.process import FIXED, GitFailed, execute

REPOSITORY = ".git"
_CONFIG_LIMIT = 64 * 1024  # bytes

_OVERRIDDEN = frozenset(key.lower() for key in FIXED)
# Of git-config(1) what names no program, no file and no server that we would use; `*` is any subsection.
_HARMLESS = {
    "core": "repositoryformatversion filemode bare logallrefupdates ignorecase symlinks precomposeunicode eol safecrlf"
    " compression bigfilethreshold abbrev sharedrepository",
    "user": "name email",
    "init": "defaultbranch",
    "remote.*": "url pushurl fetch push prune tagopt lfsurl",
    "branch.*": "remote pushremote merge rebase description",
    "pull": "rebase ff",
    "push": "default autosetupremote followtags",
    "fetch": "prune",
    "http": "postbuffer",
    "merge": "ff conflictstyle tool",
    "rebase": "autostash autosquash",
    "rerere": "enabled",
    "diff": "algorithm renames tool",
    "status": "showuntrackedfiles",
    "lfs": "repositoryformatversion locksverify concurrenttransfers allowincompletepush",
    "lfs.*": "access locksverify",
}
_HARMLESS_SECTIONS = frozenset({"alias", "advice", "color", "column", "gui"})  # read by commands that we never run

_borrowing: Remembered[str | None] = Remembered()
_settings: Remembered[str | None] = Remembered()


class Untrusted(AuteurError):
    """`detail` says what to change in the repository."""

    status, title, code = 409, "Repository not trusted", "git_untrusted"


def insist(folder: Path) -> None:
    """Raises `Untrusted`. A folder that has no repository yet may get one."""
    if os.path.lexists(folder / REPOSITORY) and (reason := distrust(folder)):
        raise Untrusted(reason)


def distrust(folder: Path) -> str | None:
    """Why Git must not run here. Asked before every command, so remembered until the repository changes."""
    repository = folder / REPOSITORY
    if repository.is_symlink() or not repository.is_dir():
        return "Its .git is a link to another repository: put the repository itself there."
    config, places = repository / "config", stamp(repository, repository / "objects/info")
    return _borrowing.get(folder, places, lambda: _elsewhere(repository)) or _settings.get(
        folder, stamp(config), lambda: _setting(config)
    )


def _elsewhere(repository: Path) -> str | None:
    for name, cure in (
        ("commondir", "clone the film instead of adding a worktree"),
        ("objects/info/alternates", "run “git repack -a -d” and delete that file"),
    ):
        if (repository / name).exists():
            return f"Its repository borrows from another one by .git/{name}: {cure}."
    link = next(_links(repository), None)
    return f"Its repository leads elsewhere: .git/{link.relative_to(repository)} is a link." if link else None


def _links(repository: Path) -> Iterator[Path]:
    """Where Git or Git LFS would write through a link. Files of objects are renamed in, which follows none."""
    for folder in (repository, repository / "objects", repository / "lfs"):
        yield from _links_in(folder)
    for folder in (repository / "info", repository / "refs", repository / "logs"):
        yield from _links_beneath(folder)
    for fan in _folders(repository / "lfs" / "objects"):
        yield from _links_in(fan)


def _links_in(folder: Path) -> Iterator[Path]:
    return (Path(entry.path) for entry in _entries(folder) if entry.is_symlink())


def _links_beneath(folder: Path) -> Iterator[Path]:
    yield from _links_in(folder)
    for inner in _folders(folder):
        yield from _links_beneath(inner)


def _folders(folder: Path) -> Iterator[Path]:
    return (Path(entry.path) for entry in _entries(folder) if entry.is_dir(follow_symlinks=False))


def _entries(folder: Path) -> Sequence[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _setting(config: Path) -> str | None:
    """The first setting that is neither harmless nor overridden."""
    try:
        if not config.is_file() or config.stat().st_size > _CONFIG_LIMIT:
            return "Its .git/config is no configuration of a film: restore it."
        told = execute(Path("/"), "config", f"--file={config}", "--no-includes", "--list", "--name-only", "-z")
    except GitFailed:
        return "Its .git/config can't be read: repair it."
    odd = next((key for key in told.split("\0") if key and not _harmless(key)), None)
    return f"Its .git/config sets {odd[:100]!r}, which is not allowed in a film: remove it." if odd else None


def _harmless(key: str) -> bool:
    section, _, rest = key.partition(".")
    subsection, _, name = rest.rpartition(".")
    known = _HARMLESS.get(f"{section}.*" if subsection else section, "").split()
    return key in _OVERRIDDEN or name in known or section in _HARMLESS_SECTIONS
