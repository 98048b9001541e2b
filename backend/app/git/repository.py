"""A project's repository: born, asked, added to. Callers hold the project's lock around what writes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.files.cached import Stamp, stamp
from app.git import attributes, lfs, partial, trust, turn
from app.git.commands import GitFailed, run
from app.git.process import FIXED

_TEMPLATE = Path(__file__).parent / "template"
_OBJECT_NAME = re.compile(r"[0-9a-f]{40,64}")
_CHANCES = 20
_LAST_LINES = 16 * 1024  # bytes; a line holds the first line of a message


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


def adopt(folder: Path, message: str, may_enter: Callable[[str], bool]) -> str | None:
    """Make a repository of a folder that came without one, and commit what it holds; returns the commit."""
    run(folder, "init", "--quiet", "--initial-branch=main", f"--template={_TEMPLATE}")
    found = run(folder, "ls-files", "-z", "--others", "--exclude-standard").split("\0")
    return commit(folder, message, [path for path in found if path and may_enter(path)])


def head(folder: Path) -> str:
    """Raises `GitFailed` where nothing was committed yet."""
    if told := tip(folder):
        return told
    raise GitFailed("Nothing was committed in this project yet.")


def tip(folder: Path) -> str | None:
    """The last commit, if there is one. Read from the ref file where it can be: creating a process for it would cost
    more than the commit's own work."""
    trust.insist(folder)
    name = turn.branch(folder) or "HEAD"
    ref = folder / ".git" / name
    told = ref.read_text().strip() if ref.exists() else ""
    if _OBJECT_NAME.fullmatch(told):
        return told
    return run(folder, "for-each-ref", "--format=%(objectname)", name).strip() or None


def moved_by_us(folder: Path) -> bool:
    """Whether the head's last move was a commit of ours; its log names who made each (gitrepository-layout(5))."""
    try:
        with (folder / ".git/logs/HEAD").open("rb") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - _LAST_LINES))
            last = log.read().rstrip(b"\n").rpartition(b"\n")[2]
    except OSError:
        return False
    return f"<{FIXED['user.email']}>".encode() in last.partition(b"\t")[0]


def standing(folder: Path) -> Stamp:
    """Another one whenever the answer of `obstacle` may be another."""
    return stamp(f"{folder}/.git", f"{folder}/.git/config", f"{folder}/.git/HEAD")


def obstacle(folder: Path) -> str | None:
    """Why nothing can be committed at present, in words for the film's people."""
    if not (folder / trust.REPOSITORY).exists():
        return "It has no Git repository: repair its structure to give it one."
    return trust.distrust(folder) or turn.unfinished(folder)


def status(folder: Path) -> Status:
    fields = run(folder, "status", "--porcelain=v1", "--branch", "-z", "--no-renames", "--untracked-files=all").split(
        "\0"
    )
    branch, ahead = _branch(fields[0])
    changes = tuple(
        Change(path=entry[3:], state=entry[:2]) for entry in fields[1:] if len(entry) > 3 and entry[2] == " "
    )
    commit = None if "No commits yet" in fields[0] else run(folder, "rev-parse", "HEAD").strip()
    return Status(branch=branch, commit=commit, ahead=ahead, changes=changes)


def commit(folder: Path, message: str, paths: Sequence[str]) -> str | None:
    """Commit exactly `paths`, whether added, changed or gone; None when they hold nothing new.

    What a person has staged besides stays staged. Raises `Waits` while a person's own Git has its turn, `GitFailed`
    where media would enter as raw bytes.
    """
    turn.take(folder)
    known = _known(folder, paths)
    if not known:
        return None
    if attributes.route(folder, known):
        known.append(attributes.FILE)
    if not _in_turn(folder, message, known):
        return None
    _prove_pointers(folder, known)
    return head(folder)


def _in_turn(folder: Path, message: str, paths: Sequence[str]) -> bool:
    """Whether there was anything to commit. A person's Git may come in at any time: then it is done once more."""
    for _ in range(_CHANCES):
        turn.take(folder)
        try:
            return partial.commit(folder, message, paths, tip)
        except GitFailed as error:
            if not turn.is_taken(error.detail):
                raise
    raise turn.Waits("Another program writes into this film's Git all the time: its changes are committed later.")


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


def _branch(line: str) -> tuple[str, int]:
    """From `## main...origin/main [ahead 2]` or `## No commits yet on main`."""
    words = line.removeprefix("## ").removeprefix("No commits yet on ")
    name = words.split("...")[0].split(" ")[0]
    _, found, rest = words.partition("[ahead ")
    return name, int(rest.split("]")[0].split(",")[0]) if found else 0
