"""Whose turn is it? A person uses Git in a film's folder too; our commits wait until theirs are done."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from app.errors import AuteurError
from app.files.cached import stamp

_BEGUN = {
    "MERGE_HEAD": "A merge",
    "CHERRY_PICK_HEAD": "A cherry-pick",
    "REVERT_HEAD": "A revert",
    "rebase-merge": "A rebase",
    "rebase-apply": "A rebase",
    "BISECT_LOG": "A bisection",
}
_BRANCH = "ref: refs/heads/"
STALE_SECONDS = 3.0  # no command of ours or a person's keeps a lock that long, unless it waits for an editor
PATIENCE_SECONDS = 8.0


class Waits(AuteurError):
    """A person is at work in the repository; what was asked for can be done when they have ended."""

    status, title, code = 409, "Git is in use", "git_in_use"


def unfinished(folder: Path) -> str | None:
    """What a person began in the repository and has not ended: a commit of ours would land in the middle of it."""
    repository = folder / ".git"
    begun = next((told for name, told in _BEGUN.items() if (repository / name).exists()), None)
    if begun:
        return f"{begun} is not finished: the film's changes are committed once it is."
    if not branch(folder):
        return "No branch is checked out: the film's changes are committed once one is."
    return None


def branch(folder: Path) -> str | None:
    """The ref that a commit moves, e.g. `refs/heads/main`; None on a detached head."""
    try:
        told = (folder / ".git/HEAD").read_text()
    except (OSError, UnicodeDecodeError):
        return None
    return told.removeprefix("ref: ").strip() if told.startswith(_BRANCH) else None


def take(folder: Path) -> None:
    """Returns when nobody else is writing the repository. Raises `Waits`. The caller holds the film's own lock, so that
    a lock in the repository is a person's, or nobody's."""
    if told := unfinished(folder):
        raise Waits(told)
    limit = time.monotonic() + PATIENCE_SECONDS
    while lock := next(_locks(folder), None):
        seen = stamp(lock)
        if _age(lock) > STALE_SECONDS and not _attended(folder):
            if stamp(lock) == seen:  # and no other one by now
                lock.unlink(missing_ok=True)
        elif time.monotonic() > limit:
            raise Waits(f"Another program is using Git in this film ({lock.name}): its changes are committed later.")
        else:
            time.sleep(0.05)


def is_taken(words: str) -> bool:
    """Whether Git failed because another one was faster. What a commit was made from may also have moved on."""
    return ".lock': File exists" in words or "cannot lock ref" in words


def _locks(folder: Path) -> Iterator[Path]:
    """Those that a commit needs, of those that stand."""
    names = ("index.lock", "HEAD.lock", f"{branch(folder) or 'HEAD'}.lock", "packed-refs.lock")
    return (path for name in names if (path := folder / ".git" / name).exists())


def _attended(folder: Path) -> bool:
    """Whether a Git on this machine works here. `git commit` keeps its lock, closed, while its editor is open: that
    nobody has the file open proves nothing."""
    return any(_is_git(process) and _is_in(process, folder) for process in Path("/proc").glob("[0-9]*"))


def _is_git(process: Path) -> bool:
    try:
        return (process / "comm").read_text().startswith("git")
    except OSError:
        return False


def _is_in(process: Path, folder: Path) -> bool:
    try:
        return (process / "cwd").readlink().is_relative_to(os.path.realpath(folder))
    except OSError:
        return False  # it has ended, or belongs to another user


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
