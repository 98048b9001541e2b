"""Files that people put among a film's assets by hand: no record speaks of them yet."""

from __future__ import annotations

from collections.abc import Iterator

from app.assets import journal, store
from app.errors import Invalid
from app.files.cached import Remembered, listed, stamp
from app.files.names import is_content, refuse_hostile
from app.files.paths import within
from app.files.pointer import is_pointer
from app.projects.film import Film
from app.projects.layout import ASSET_FOLDERS, IGNORED, REFUSED, RENDERS, AssetType

# Renders are takes, exports are told by who makes them, and other applications keep among their files what they like.
_APART = {RENDERS, ASSET_FOLDERS[AssetType.PROJECT_FILES], *IGNORED}
FOLDERS = [folder for folder in store.FOLDERS if folder not in _APART]

_strays: Remembered[list[str]] = Remembered()


def strays(film: Film) -> list[str]:
    """Their paths in the film."""
    current = stamp(f"{film.state}/uploads", *(f"{film.folder}/{folder}" for folder in FOLDERS))
    return _strays.get(film.folder, current, lambda: list(_find(film)))


def may_be_asset(path: str) -> bool:
    """By its place and its name."""
    folder, _, name = path.rpartition("/")
    try:
        refuse_hostile(name)
    except Invalid:
        return False
    return folder in FOLDERS and is_content(name) and not store.is_record(path)


def is_there(film: Film, path: str) -> bool:
    """As a file of its own, with its bytes."""
    try:
        file = within(film.folder, path)
        return file.is_file() and not is_pointer(file)
    except (Invalid, FileNotFoundError):
        return False


def arriving(film: Film) -> set[str]:
    """Where uploads lie, or will lie, that are not recorded yet."""
    found = (journal.read(film, asset_id) for asset_id in journal.waiting(film))
    return {path for entry in found if entry for path in (entry[0].path, entry[0].path + REFUSED)}


def _find(film: Film) -> Iterator[str]:
    others = arriving(film)
    for folder in FOLDERS:
        names = listed(f"{film.folder}/{folder}").files
        there = frozenset(names)
        for path in (f"{folder}/{name}" for name in names if store.first_record(name) not in there):
            known = path in others or store.sharing(film, path)
            if may_be_asset(path) and not known and is_there(film, path):
                yield path
