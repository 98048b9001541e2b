"""SHA-256 of weights. Reading tens of gigabytes takes minutes: what was read is remembered beside them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from app.files import digest
from app.files.cached import Stamp, read_cached
from app.files.write import write_json
from app.pipelines.diffusers.shelf.discovery import Found

_FOLDER = ".hashes"


class Fingerprints:
    """In a library that several machines may share; whoever writes last writes the same."""

    def __init__(self, library: Path) -> None:
        self._folder = library / _FOLDER

    def known(self, model: Found) -> str | None:
        """Without reading a weight."""
        told = read_cached(self._folder / f"{model.name}.json")
        if not isinstance(told, dict) or told.get("stamp") != _listed(model.stamp):
            return None
        return str(told["sha256"])

    def of(self, model: Found) -> str:
        if (known := self.known(model)) is not None:
            return known
        before = model.stamp
        made = sha256(*model.weights)
        self._folder.mkdir(exist_ok=True)
        write_json(self._folder / f"{model.name}.json", {"stamp": _listed(before), "sha256": made})
        return made


def sha256(*paths: Path) -> str:
    """Of one file as everybody computes it; of several, that of their names and hashes, line by line."""
    hashes = [digest.sha256(path) for path in paths]
    if len(paths) == 1:
        return hashes[0]
    lines = (f"{each}  {path.parent.name}/{path.name}\n" for each, path in zip(hashes, paths, strict=True))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _listed(stamp: Stamp) -> list[list[int] | None]:
    """As JSON gives it back."""
    return [list(each) if each else None for each in stamp]
