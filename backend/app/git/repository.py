"""A project's repository: born, asked, added to. Callers hold the project's lock around what writes."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.files.write import write_bytes
from app.git import lfs
from app.git.commands import GitFailed, run

ATTRIBUTES_FILE = ".gitattributes"
_TEMPLATE = Path(__file__).parent / "template"


@dataclass(frozen=True)
class Change:
    path: str
    state: str  # git's two letters, e.g. "??" or " M"


@dataclass(frozen=True)
class Status:
    branch: str
    commit: str | None
    ahead: int
    changes: tuple[Change, ...]


def create(folder: Path, message: str) -> str:
    """Make `folder` a repository on `main` with everything in it committed; returns the commit."""
    run(folder, "init", "--quiet", "--initial-branch=main", f"--template={_TEMPLATE}")
    run(folder, "add", "--all")
    run(folder, "commit", "--quiet", f"--message={message}")
    return head(folder)


def head(folder: Path) -> str:
    """Read from the ref file where it can be: creating a process for it would cost more than the commit's own work."""
    ref = folder / ".git" / "refs" / "heads" / "main"
    return ref.read_text().strip() if ref.exists() else run(folder, "rev-parse", "HEAD").strip()


def status(folder: Path) -> Status:
    fields = run(folder, "status", "--porcelain=v1", "--branch", "-z", "--untracked-files=all").split("\0")
    branch, ahead = _branch(fields[0])
    changes = tuple(
        Change(path=entry[3:], state=entry[:2]) for entry in fields[1:] if len(entry) > 3 and entry[2] == " "
    )
    commit = None if "No commits yet" in fields[0] else run(folder, "rev-parse", "HEAD").strip()
    return Status(branch=branch, commit=commit, ahead=ahead, changes=changes)


def commit(folder: Path, message: str, paths: Sequence[str]) -> str | None:
    """Commit exactly `paths`, whether added, changed or gone; None when they hold nothing new.

    What a person has staged besides stays staged. Raises `GitFailed` where media would enter as raw bytes.
    """
    heal(folder)
    known = _known(folder, paths)
    if not known:
        return None
    if _route_large_files(folder, known):
        known.append(ATTRIBUTES_FILE)
    with _listed(known) as listed:
        run(folder, "add", "--all", f"--pathspec-from-file={listed}", "--pathspec-file-nul")
        if not _staged(folder, known):
            return None
        selection = (f"--pathspec-from-file={listed}", "--pathspec-file-nul")
        run(folder, "commit", "--quiet", "--only", f"--message={message}", *selection)
    _prove_pointers(folder, known)
    return head(folder)


def heal(folder: Path) -> None:
    """Remove what a killed git left. The caller holds the project's lock: a young lock is a person's, an old one is
    nobody's."""
    lock = folder / ".git" / "index.lock"
    if lock.exists() and _age(lock) > 4:
        lock.unlink(missing_ok=True)


def _known(folder: Path, paths: Sequence[str]) -> list[str]:
    """The paths that git can add: on disk and not ignored, or gone from disk but tracked."""
    there = {path for path in paths if (folder / path).exists()}
    gone = set(paths) - there
    tracked = _listing(folder, gone) & gone
    ignored = _listing(folder, there, "--others", "--ignored", "--exclude-standard")
    return sorted((there - ignored) | tracked)


def _listing(folder: Path, paths: Iterable[str], *options: str) -> set[str]:
    asked = sorted(paths)
    return set(run(folder, "ls-files", "-z", *options, "--", *asked).split("\0")) if asked else set()


def _staged(folder: Path, paths: Sequence[str]) -> bool:
    return (
        bool(run(folder, "status", "--porcelain", "-z", "--untracked-files=all", "--", *paths[:200]))
        or len(paths) > 200
    )


def _route_large_files(folder: Path, paths: Sequence[str]) -> bool:
    """Send large files of no media type through LFS by a rule of their own; whether one was added."""
    attributes = folder / ATTRIBUTES_FILE
    told = attributes.read_text() if attributes.exists() else ""
    large = (path for path in paths if not lfs.is_media(path) and _size(folder / path) > lfs.LARGE)
    rules = [rule for rule in map(lfs.rule_for, large) if rule not in told]
    if rules:
        write_bytes(attributes, (told + "".join(rules)).encode())
    return bool(rules)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _prove_pointers(folder: Path, paths: Sequence[str]) -> None:
    media = [path for path in paths if lfs.is_media(path) or _size(folder / path) > lfs.LARGE]
    media = [path for path in media if (folder / path).exists()]
    if not media:
        return
    for line in run(folder, "ls-tree", "-r", "-l", "-z", "HEAD", "--", *media).split("\0"):
        facts, _, path = line.partition("\t")
        if path and int(facts.split()[3]) > lfs.POINTER_LIMIT:
            raise GitFailed(f"{path} was committed as raw bytes, not as an LFS pointer.", code="lfs_not_a_pointer")


@contextmanager
def _listed(paths: Sequence[str]) -> Iterator[str]:
    """A temporary file with NUL-separated paths: any number of them, whatever they are called."""
    with tempfile.NamedTemporaryFile(prefix="auteur-") as file:
        file.write(b"\0".join(path.encode() for path in paths))
        file.flush()
        yield file.name


def _branch(line: str) -> tuple[str, int]:
    """From `## main...origin/main [ahead 2]` or `## No commits yet on main`."""
    words = line.removeprefix("## ").removeprefix("No commits yet on ")
    name = words.split("...")[0].split(" ")[0]
    _, found, rest = words.partition("[ahead ")
    return name, int(rest.split("]")[0].split(",")[0]) if found else 0


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
