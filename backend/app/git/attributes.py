"""Which files go through Git LFS, told to Git so that nothing else can tell it otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.files.write import write_bytes
from app.git import lfs

FILE = ".gitattributes"
_MARK = "# From here on Auteur's: media goes through Git LFS and no file is rewritten, whatever other attributes say.\n"
_UNTOUCHED = "* -ident !working-tree-encoding\n"


def route(folder: Path, paths: Sequence[str]) -> bool:
    """Before `paths` are added; whether `.gitattributes` was given rules for some of them."""
    told = _read(folder / FILE)
    rules = [rule for rule in map(lfs.rule_for, _beyond_the_types(folder, paths)) if rule not in told]
    if rules:
        told += "".join(rules)
        write_bytes(folder / FILE, told.encode(errors="surrogateescape"))
    _insist(folder, told)
    return bool(rules)


def _beyond_the_types(folder: Path, paths: Sequence[str]) -> list[str]:
    """What the rules by extension miss, which know lower case alone: large files, and `STILL.PNG`."""
    return [path for path in paths if lfs.is_shouted(path) or (not lfs.is_media(path) and _is_large(folder / path))]


def _insist(folder: Path, told: str) -> None:
    """A nested or edited `.gitattributes` would turn media into raw blobs, or text into something else. The
    repository's own file wins over all of them (gitattributes(5)); what a person wrote there stays above ours."""
    path = folder / ".git/info/attributes"
    before = _read(path)
    theirs = before.partition(_MARK)[0]
    if theirs and not theirs.endswith("\n"):
        theirs += "\n"
    single = filter(lfs.is_rule, told.splitlines(keepends=True))
    after = "".join((theirs, _MARK, _UNTOUCHED, lfs.ATTRIBUTES, *single))
    if after != before:
        path.parent.mkdir(exist_ok=True)
        write_bytes(path, after.encode(errors="surrogateescape"))


def _read(path: Path) -> str:
    return path.read_text(errors="surrogateescape") if path.is_file() else ""


def _is_large(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > lfs.LARGE
