"""Git in a film's own repository, and in no other."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from app.git import trust
from app.git.process import GitFailed, execute

__all__ = ["GitFailed", "run"]


def run(
    folder: Path,
    *arguments: str,
    timeout: float = 120,
    stdin: BinaryIO | None = None,
    index: str | None = None,
) -> str:
    """The standard output of `git *arguments` in `folder`. Raises `GitFailed`, `Untrusted`, `Unavailable`.

    Git is told where the repository is and looks for none: it would find one above the workspace, would follow
    `core.worktree`, and would refuse a film whose folder belongs to another user. `index` takes the place of its own.
    """
    trust.insist(folder)
    where = {"GIT_DIR": str(folder / trust.REPOSITORY), "GIT_WORK_TREE": str(folder)}
    if index:
        where["GIT_INDEX_FILE"] = index
    return execute(folder, *arguments, timeout=timeout, stdin=stdin, **where)
