"""Being woken by the kernel when something happens in a film's folder.

Only folders that a film's people work in are watched: a recursive watch of everything would need one for each folder
of Git's and Git LFS's objects, which are many times more.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog
from watchfiles import Change, watch

from app.files.names import is_content
from app.projects import layout
from app.watching.look import CONTENT

_GIT = frozenset({"HEAD", "index", "config", "logs", "packed-refs"})
_STATES = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply", "BISECT_LOG")
# Other machines' changes of these reach no kernel but their own.
_REMOTE = ("nfs", "cifs", "smb", "9p", "fuse", "virtiofs", "ceph", "glusterfs", "afs")

log = structlog.get_logger()


@dataclass(frozen=True)
class Targets:
    """Folders with their inodes, since a folder that was made anew has to be watched anew."""

    flat: frozenset[tuple[Path, int]]
    deep: frozenset[tuple[Path, int]]


def targets(root: Path) -> Targets:
    folders = [folder for folder in root.iterdir() if not folder.name.startswith(".") and folder.name != "Library"]
    inner = (folder / name for folder in folders for name in ("", ".git", ".git/logs"))
    content = (folder / name for folder in folders if (folder / layout.MANIFEST).exists() for name in CONTENT)
    return Targets(frozenset(_standing([root, *inner])), frozenset(_standing(content)))


def is_remote(root: Path) -> bool:
    """Whether the workspace lies on a file system that other machines change too (proc(5), mountinfo)."""
    try:
        mounts = [line.split() for line in Path("/proc/self/mountinfo").read_text().splitlines()]
    except FileNotFoundError:
        return False  # not Linux
    kinds = {Path(fields[4]): fields[fields.index("-") + 1] for fields in mounts}
    nearest = next(kinds[place] for place in (root, *root.parents) if place in kinds)
    return nearest.startswith(_REMOTE)


class Listening:
    """Calls `heard` with each path at which something happened, until it is stopped. `error` is why it can't."""

    def __init__(self, found: Targets, heard: Callable[[Path], None]) -> None:
        self._heard = heard
        self._over = threading.Event()
        self._ready = [threading.Event(), threading.Event()]
        self.error: Exception | None = None
        for ready, paths, recursive in zip(self._ready, (found.flat, found.deep), (False, True), strict=True):
            arguments = ([path for path, _ in paths], recursive, ready)
            threading.Thread(target=self._listen, args=arguments, name="listen", daemon=True).start()

    def wait(self) -> None:
        """Until every folder is watched, or it is known that this can't be."""
        for ready in self._ready:
            ready.wait()

    def stop(self) -> None:
        self._over.set()

    def _listen(self, paths: Sequence[Path], recursive: bool, ready: threading.Event) -> None:
        try:
            if paths:
                self._follow(paths, recursive, ready)
        except (OSError, RuntimeError) as error:  # no watch or no instance left, or a folder that went meanwhile
            self.error = error
        finally:
            ready.set()

    def _follow(self, paths: Sequence[Path], recursive: bool, ready: threading.Event) -> None:
        for changes in watch(
            *paths,
            watch_filter=_matters,
            debounce=200,
            rust_timeout=500,  # the first pause says that all watches stand
            yield_on_timeout=True,
            stop_event=self._over,
            recursive=recursive,
            raise_interrupt=False,
            ignore_permission_denied=False,  # it would also pass over folders for which no watch is left
        ):
            ready.set()
            for change in changes:
                self._heard(Path(change[1]))


def _matters(_: Change, path: str) -> bool:
    place, _git, inside = path.partition("/.git/")
    if inside:
        return inside.partition("/")[0] in _GIT or inside.startswith(_STATES)
    return place.endswith("/.git") or is_content(path)


def _standing(folders: Iterator[Path] | Sequence[Path]) -> Iterator[tuple[Path, int]]:
    for folder in folders:
        try:
            if not folder.is_symlink() and folder.is_dir():
                yield folder, folder.stat().st_ino
        except OSError:
            continue
