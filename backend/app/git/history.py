"""A repository's past: read it, compare it, bring parts of it back. Nothing here rewrites anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.errors import NotFound
from app.git import lfs
from app.git.commands import GitFailed, run

_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_FIELD, _RECORD = "\x1f", "\x1e"
_FORMAT = f"--format=%H{_FIELD}%an{_FIELD}%aI{_FIELD}%B{_RECORD}"
_POINTER_SIZE = re.compile(r"^version https://git-lfs\.github\.com/spec/v1\n.*^size (\d+)$", re.DOTALL | re.MULTILINE)
DIFF_LIMIT = 512 * 1024  # characters


@dataclass(frozen=True)
class Commit:
    commit: str
    author: str
    at: datetime
    message: str


@dataclass(frozen=True)
class FileChange:
    """`kind` is git's letter: A added, M modified, D deleted. Sizes are of the real bytes, None for no file."""

    path: str
    kind: str
    media: bool
    before: int | None
    after: int | None


def resolve(folder: Path, commit: str) -> str:
    """The full name of a commit of ours. Raises `NotFound`."""
    if _COMMIT.fullmatch(commit):
        try:
            return run(folder, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}").strip()
        except GitFailed:
            pass
    raise NotFound("There is no such commit in this project.", code="commit_not_found")


def log(folder: Path, limit: int, after: str | None) -> list[Commit]:
    """Newest first; with `after` those older than that commit."""
    start = [resolve(folder, after), "--skip=1"] if after else ["HEAD"]
    told = run(folder, "log", f"--max-count={limit}", _FORMAT, *start, "--")
    return [_commit(record) for record in told.split(_RECORD) if record.strip()]


def log_of(folder: Path, limit: int, paths: Sequence[str]) -> list[Commit]:
    """Those that touched one of the paths, newest first."""
    told = run(folder, "log", f"--max-count={limit}", _FORMAT, "HEAD", "--", *paths)
    return [_commit(record) for record in told.split(_RECORD) if record.strip()]


def changes(folder: Path, before: str, after: str) -> list[FileChange]:
    fields = run(folder, "diff", "--name-status", "--no-renames", "-z", before, after, "--").split("\0")
    pairs = zip(fields[1::2], fields[0::2], strict=False)
    return [
        FileChange(
            path=path,
            kind=kind,
            media=lfs.is_media(path),
            before=None if kind == "A" else _size(folder, before, path),
            after=None if kind == "D" else _size(folder, after, path),
        )
        for path, kind in pairs
    ]


def text_diff(folder: Path, before: str, after: str, paths: Sequence[str]) -> str:
    """Of the given text files, cut at `DIFF_LIMIT`."""
    if not paths:
        return ""
    told = run(folder, "diff", "--no-ext-diff", "--no-textconv", "--no-renames", before, after, "--", *paths)
    return told[:DIFF_LIMIT]


def require(folder: Path, commit: str, paths: Sequence[str]) -> None:
    """Raises `NotFound` for a path that the commit does not hold."""
    for path in paths:
        if not run(folder, "ls-tree", "--name-only", "-z", commit, "--", path):
            raise NotFound(f"{path} is not in this commit.", code="path_not_in_commit")


def tracked(folder: Path, place: str) -> set[str]:
    """The paths below `place` that the index has."""
    return set(filter(None, run(folder, "ls-files", "-z", "--", place).split("\0")))


def bring_back(folder: Path, commit: str, paths: Sequence[str]) -> None:
    """Put files as they were at `commit` into the working tree; what is newer and not in it stays."""
    run(folder, "restore", f"--source={commit}", "--worktree", "--overlay", "--", *(paths or ["."]), timeout=600)


def _commit(record: str) -> Commit:
    commit, author, at, message = record.strip("\n").split(_FIELD, 3)
    return Commit(commit, author, datetime.fromisoformat(at), message.strip())


def _size(folder: Path, commit: str, path: str) -> int:
    """Of an LFS pointer the size it points to."""
    blob = f"{commit}:{path}"
    size = int(run(folder, "cat-file", "-s", blob))
    if size > lfs.POINTER_LIMIT:
        return size
    pointer = _POINTER_SIZE.match(run(folder, "cat-file", "-p", blob)) if lfs.is_media(path) else None
    return int(pointer[1]) if pointer else size
