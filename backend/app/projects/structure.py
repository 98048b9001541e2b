"""Does a film's folder look as declared? Repairing puts back what is missing and never deletes."""

from __future__ import annotations

from pathlib import Path

from app.files.write import write_bytes
from app.projects import layout
from app.projects.schemas import Structure
from app.projects.store import Film

_KNOWN = frozenset({".git", layout.STATE, layout.MANIFEST, *(name.split("/")[0] for name in layout.FOLDERS)})


def examine(film: Film) -> Structure:
    missing = [folder for folder in layout.FOLDERS if not (film.folder / folder).is_dir()]
    missing += [name for name in layout.FILES if "/" not in name and not (film.folder / name).is_file()]
    known = _KNOWN | layout.FILES.keys()
    unexpected = sorted(entry.name for entry in film.folder.iterdir() if entry.name not in known)
    return Structure(ok=not missing, missing=missing, unexpected=unexpected, repaired=[])


def repair(film: Film) -> tuple[Structure, list[Path]]:
    """The state afterwards, and the files that were written."""
    found = examine(film)
    for folder in layout.FOLDERS:
        film.place(folder)
    restored = [film.folder / name for name in layout.FILES if not (film.folder / name).exists()]
    for path in restored:
        write_bytes(path, layout.FILES[path.relative_to(film.folder).as_posix()].encode())
    return examine(film).model_copy(update={"repaired": found.missing}), restored
