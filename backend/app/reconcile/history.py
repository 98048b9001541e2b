"""Git and Git LFS against the disk. Asking Git costs processes: a film that has not changed is not asked again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from app.files.cached import Remembered
from app.files.write import Unreadable, read_json
from app.git import lfs, repository, turn
from app.git.commands import GitFailed, run
from app.projects import layout, outbox
from app.projects.film import Film, changes
from app.reconcile.findings import DAY, Code, Finding, Survey, of

_OWN = ("01_Assets/", "02_Source_Creative/", f"{layout.RENDERS}/", layout.MANIFEST)
_UNUSED_DAYS = 14  # as long as git keeps what nothing names (gc.pruneExpire)
_OID = re.compile(r"^([0-9a-f]{64}) ", re.MULTILINE)

_pointers: Remembered[list[Finding]] = Remembered()


def waiting(survey: Survey, film: Film) -> Iterator[Finding]:
    """What should have been committed by now."""
    noted = set[str]()
    for path in sorted((film.state / "outbox").glob("*.json")):
        try:
            noted.update(read_json(path)["paths"])
        except (Unreadable, KeyError, TypeError):
            yield of(film, Code.NOTE_UNREADABLE, path, "What it asked to commit is unknown.")
        except FileNotFoundError:
            continue
        else:
            if survey.settled(path):
                yield of(film, Code.NOTE_WAITING, path, "It could not be committed; the worker's log says why.")
    lock = film.folder / ".git/index.lock"
    if survey.settled(lock):
        yield of(film, Code.GIT_LOCKED, lock, "Whoever locked the index is gone.", partial(_unlock, film))
    yield from _strangers(survey, film, noted)


def pointers(_: Survey, film: Film) -> Iterator[Finding]:
    """Whether all media of the last commit are pointers, and to objects that are there."""
    yield from _pointers.get(film.folder, changes(film.folder), lambda: list(_look_at_pointers(film)))


def deep(survey: Survey, film: Film) -> Iterator[Finding]:
    """Every object is read: for `--check`, not for every ten minutes."""
    for question in (("fsck", "--strict", "--no-progress"), ("lfs", "fsck", "--dry-run")):
        try:
            run(film.folder, *question, timeout=3600)
        except GitFailed as error:
            yield of(film, Code.HISTORY_DAMAGED, film.folder / ".git", error.detail)
    used = set(_OID.findall(run(film.folder, "lfs", "ls-files", "--all", "--long")))
    for path in (film.folder / ".git/lfs/objects").glob("*/*/*"):
        if path.name not in used and survey.settled(path, _UNUSED_DAYS * DAY):
            yield of(film, Code.LFS_OBJECT_UNUSED, path, "No commit names it.", partial(path.unlink, missing_ok=True))


def _strangers(survey: Survey, film: Film, noted: set[str]) -> Iterator[Finding]:
    for change in repository.status(film.folder).changes:
        path = film.folder / change.path
        ours = change.path.startswith(_OWN) and change.path not in noted
        if ours and (survey.settled(path) or not path.exists()):
            yield of(
                film, Code.NOT_COMMITTED, path, "Changed by hand, or by a process that died: commit or restore it."
            )


def _look_at_pointers(film: Film) -> Iterator[Finding]:
    for line in run(film.folder, "ls-tree", "-r", "-l", "-z", "HEAD").split("\0"):
        facts, _, path = line.partition("\t")
        if path and lfs.is_media(path) and int(facts.split()[3]) > lfs.POINTER_LIMIT:
            yield of(film, Code.MEDIA_COMMITTED_RAW, film.folder / path, "Its bytes are in Git itself.")
    for oid in _OID.findall(run(film.folder, "lfs", "ls-files", "--long")):
        stored = film.folder / ".git/lfs/objects" / oid[:2] / oid[2:4] / oid
        if not stored.exists():
            yield of(film, Code.LFS_OBJECT_MISSING, stored, "A commit names it; fetch it or put the file back.")


def _unlock(film: Film) -> None:
    with outbox.writer(film):
        turn.take(film.folder)
