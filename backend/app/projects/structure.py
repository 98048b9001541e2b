"""Does a film's folder look as declared? Repairing puts back what is missing and never deletes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from app.files.pointer import is_pointer
from app.git import lfs, repository
from app.projects import layout
from app.projects.changing import editing
from app.projects.film import Film
from app.projects.schemas import Structure

_REPOSITORY = ".git"
_TOP = frozenset(
    {_REPOSITORY, layout.STATE, layout.MANIFEST, layout.LOCK, *(name.split("/")[0] for name in layout.FOLDERS)}
)
_KNOWN = _TOP | layout.FILES.keys()


def examine(film: Film) -> Structure:
    missing = [folder for folder in layout.FOLDERS if not (film.folder / folder).is_dir()]
    missing += [name for name in layout.FILES if "/" not in name and not (film.folder / name).is_file()]
    missing += [] if (film.folder / _REPOSITORY).exists() else [_REPOSITORY]
    unexpected = [entry.name for entry in film.folder.iterdir() if entry.name not in _KNOWN]
    unexpected += [path for path in _beneath(film.folder) if _is_out_of_place(film.folder, path)]
    pointers = [path for path in _beneath(film.folder) if _is_unfetched(film.folder, path)]
    return Structure(
        ok=not missing and not pointers,
        missing=missing,
        unexpected=sorted(unexpected),
        pointers=sorted(pointers),
        repaired=[],
    )


def repair(film: Film) -> tuple[Structure, bool]:
    """The state afterwards, and whether something waits to be committed. The caller is the film's one writer."""
    found = examine(film)
    for folder in layout.FOLDERS:
        film.place(folder)
    lost = {film.folder / name: text for name, text in layout.FILES.items() if not (film.folder / name).exists()}
    if lost:
        with editing(film, "structure") as edit:
            edit.make("project: repair structure", {path: text.encode() for path, text in lost.items()})
    if _REPOSITORY in found.missing:
        repository.adopt(film.folder, "project: create", layout.may_enter)
    return examine(film).model_copy(update={"repaired": found.missing}), bool(lost)


def _beneath(folder: Path) -> Iterator[str]:
    """Files and links in the declared folders, the ignored ones excepted."""
    for place in sorted({name.split("/")[0] for name in layout.FOLDERS} - set(layout.IGNORED)):
        for top, folders, files in os.walk(folder / place):
            links = (name for name in folders if Path(top, name).is_symlink())
            yield from (Path(top, name).relative_to(folder).as_posix() for name in (*files, *links))


def _is_out_of_place(folder: Path, path: str) -> bool:
    """Git's own files would rule over media, links lead out of the film; neither is obeyed."""
    return not layout.may_enter(path) or (folder / path).is_symlink()


def _is_unfetched(folder: Path, path: str) -> bool:
    return lfs.is_media(path) and not (folder / path).is_symlink() and is_pointer(folder / path)
