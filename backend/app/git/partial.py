"""A commit of some paths, built beside the repository's index.

What a person's Git does to that index meanwhile changes nothing of what is committed; what they have staged stays so.
`git commit --only` would send each file through its filter once more: for Git LFS that is another reading, hashing and
writing of all the media.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.faults import Point, crash_point
from app.git.commands import GitFailed, run

_NOTHING = "0" * 40
_GONE = f"0 {_NOTHING}"
_TAKEN = "Unable to create 'index.lock': File exists."


def commit(folder: Path, message: str, paths: Sequence[str], tip: Callable[[Path], str | None]) -> bool:
    """Whether there was anything to commit.

    Raises `GitFailed` where a person's Git holds the index, or moved the branch: the index is as good as before.
    """
    with tempfile.TemporaryDirectory(prefix="auteur-") as aside:
        with _index(folder, Path(aside)) as index:
            parent = tip(folder)
            _add(folder, paths, index, Path(aside))
            tree = _tree(folder, parent, paths, index, Path(aside))
        crash_point(Point.COMMIT_STAGED)
        if parent and tree == run(folder, "rev-parse", "--verify", f"{parent}^{{tree}}").strip():
            return False
        above = ("-p", parent) if parent else ()
        made = run(folder, "commit-tree", *above, "-m", message, tree).strip()
        told = f"commit: {message.partition(chr(10))[0]}"
        run(folder, "update-ref", "-m", told, "HEAD", made, parent or _NOTHING)
    return True


@contextmanager
def _index(folder: Path, aside: Path) -> Iterator[str]:
    """A copy of the index that takes its place in the end, holding the lock that each of its writers takes first
    (api-lockfile). The copy has its time: by that Git knows which files to look into again (racy-git)."""
    index, lock, copy = folder / ".git/index", folder / ".git/index.lock", aside / "index"
    with _held(lock) as content:
        with suppress(FileNotFoundError):  # nothing was ever added
            shutil.copy2(index, copy)
        yield str(copy)
        content.write(copy.read_bytes())
        content.flush()
        if not _is(lock, content):
            raise GitFailed(_TAKEN)
        lock.replace(index)


@contextmanager
def _held(lock: Path) -> Iterator[BinaryIO]:
    try:
        content = lock.open("xb")
    except FileExistsError as error:
        raise GitFailed(_TAKEN) from error
    with content:
        try:
            yield content
        finally:
            if _is(lock, content):
                lock.unlink()


def _is(path: Path, file: BinaryIO) -> bool:
    """Whether it was not taken for a dead one's and cleared away meanwhile."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _add(folder: Path, paths: Sequence[str], index: str, aside: Path) -> None:
    """Any number of paths, whatever they are called."""
    listed = aside / "paths"
    listed.write_bytes(b"\0".join(path.encode() for path in paths))
    run(folder, "add", "--all", f"--pathspec-from-file={listed}", "--pathspec-file-nul", index=index)


def _tree(folder: Path, parent: str | None, paths: Sequence[str], index: str, aside: Path) -> str:
    """That of `parent` with `paths` as they stand in `index`."""
    tree = str(aside / "tree")
    run(folder, "read-tree", parent or "--empty", index=tree)
    changes = aside / "changes"
    changes.write_bytes(_entries(folder, paths, index))
    with changes.open("rb") as told:
        run(folder, "update-index", "-z", "--index-info", stdin=told, index=tree)
    return run(folder, "write-tree", index=tree).strip()


def _entries(folder: Path, paths: Sequence[str], index: str) -> bytes:
    """Lines for `git update-index --index-info`: each path as it stands in the index, or that it is gone."""
    told = (entry.partition("\t") for entry in run(folder, "ls-files", "--stage", "-z", index=index).split("\0"))
    entries = {path: facts for facts, _, path in told}
    return b"".join(f"{entries.get(path, _GONE)}\t{path}\0".encode(errors="surrogateescape") for path in paths)
