"""A film as it is at one moment, while others go on working in it.

The studio replaces files and never writes into one: a hard link keeps what it held. So the film's locks are held for no
longer than linking takes, however large it is, and its bytes are read afterwards. A take moves in without these locks;
that is why journals are linked first: what one says is done lies among the media that are linked after it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import get_args

from app.assets import journal as uploads
from app.files.write import TEMPORARY
from app.projects import layout, outbox
from app.projects.changing import Part, editing
from app.projects.film import Film

_OF_THIS_MACHINE = {"home.json", "incoming"}  # where the film lives, and uploads of which more is to come

_GROWS = "/.git/logs/"  # Git writes on in these, and would name commits that are not in the copy
_PATIENCE_SECONDS = 60


def take(film: Film, into: Path) -> None:
    """`into` is made, on the same disk. Raises `Timeout` where an edit goes on too long, `NotFound`."""
    with ExitStack() as held:
        for part in sorted(get_args(Part)):
            held.enter_context(editing(film, part, _PATIENCE_SECONDS))
        held.enter_context(outbox.writer(film))
        received = {found[1].name for each in uploads.waiting(film) if (found := uploads.read(film, each))}
        link(film.folder, into, received)


def link(folder: Path, into: Path, received: Collection[str] = ()) -> None:
    """Everything but locks and what is just being written; `received` names the temporary files that are whole."""
    into.mkdir()
    for entry in sorted(os.scandir(folder), key=_rank):
        if _stays(entry, received):
            continue
        if entry.is_dir(follow_symlinks=False):
            link(Path(entry.path), into / entry.name, received)
        elif entry.is_file(follow_symlinks=False) or entry.is_symlink():
            _keep(Path(entry.path), into / entry.name)


def _rank(entry: os.DirEntry[str]) -> tuple[bool, bool, str]:
    """Journals first, then Git, then what both speak of."""
    return entry.name != layout.STATE, entry.name != ".git", entry.name


def _stays(entry: os.DirEntry[str], received: Collection[str]) -> bool:
    unfinished = entry.name.startswith(TEMPORARY) and entry.name not in received
    return unfinished or entry.name.endswith(".lock") or (entry.name in _OF_THIS_MACHINE and _is_state(entry))


def _is_state(entry: os.DirEntry[str]) -> bool:
    return Path(entry.path).parent.name == layout.STATE


def _keep(path: Path, kept: Path) -> None:
    """Some disks know no hard links. What has gone meanwhile is gone."""
    with suppress(FileNotFoundError):
        if _GROWS in path.as_posix() or not _linked(path, kept):
            shutil.copy2(path, kept, follow_symlinks=False)


def _linked(path: Path, kept: Path) -> bool:
    """Raises `FileNotFoundError`."""
    try:
        os.link(path, kept, follow_symlinks=False)
    except FileNotFoundError:
        raise
    except OSError:
        return False
    return True


def walk(folder: Path) -> Iterator[Path]:
    """All below it, a folder before what it holds."""
    for entry in sorted(folder.iterdir()):
        yield entry
        if entry.is_dir() and not entry.is_symlink():
            yield from walk(entry)
