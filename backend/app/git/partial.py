"""A commit of some paths, made from what is staged of them.

`git commit --only` would send each file through its filter once more: it builds the commit in an index that knows
nothing of what `git add` has just done. For Git LFS that is another reading, hashing and writing of all the media.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.git.commands import GitFailed, run

_GONE = f"0 {'0' * 40}"


def commit(folder: Path, message: str, paths: Sequence[str], head: Callable[[Path], str]) -> None:
    """What else is staged stays so. Raises `GitFailed` where a person's Git holds the index, or moved the branch."""
    with _alone(folder), tempfile.TemporaryDirectory(prefix="auteur-") as aside:
        parent = head(folder)
        tree = _tree(folder, parent, paths, Path(aside))
        made = run(folder, "commit-tree", "-p", parent, "-m", message, tree).strip()
        run(folder, "update-ref", "-m", f"commit: {message.partition(chr(10))[0]}", "HEAD", made, parent)


def _tree(folder: Path, parent: str, paths: Sequence[str], aside: Path) -> str:
    """That of `parent` with `paths` as they are staged, built in an index of its own."""
    index = str(aside / "index")
    run(folder, "read-tree", parent, index=index)
    changes = aside / "changes"
    changes.write_bytes(_staged(folder, paths))
    with changes.open("rb") as told:
        run(folder, "update-index", "-z", "--index-info", stdin=told, index=index)
    return run(folder, "write-tree", index=index).strip()


def _staged(folder: Path, paths: Sequence[str]) -> bytes:
    """Lines for `git update-index --index-info`: each path as it stands in the index, or that it is gone."""
    told = (entry.partition("\t") for entry in run(folder, "ls-files", "--stage", "-z").split("\0"))
    entries = {path: facts for facts, _, path in told}
    return b"".join(f"{entries.get(path, _GONE)}\t{path}\0".encode(errors="surrogateescape") for path in paths)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Holding the lock that each writer of the index takes first (api-lockfile): no commit can come in between."""
    lock = folder / ".git" / "index.lock"
    try:
        lock.touch(exist_ok=False)
    except FileExistsError as error:
        raise GitFailed(f"Unable to create '{lock.name}': File exists.") from error
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
