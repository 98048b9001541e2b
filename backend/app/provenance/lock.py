"""`film.lock`: what a film's takes were made with, derived from their records and committed beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.files.write import encode_json
from app.projects import layout
from app.projects.changing import editing
from app.projects.film import Film
from app.provenance.schemas import FilmLock, Ingredient
from app.takes import store
from app.takes.schemas import TakeRecord


def ingredients(film: Film) -> Counter[Ingredient]:
    """With the number of takes that were made with each; deleted takes need nothing."""
    return Counter(one for stored in store.records(film) for one in dict.fromkeys(_of(stored.record)))


def keep(film: Film) -> None:
    """Write it anew where it says something else; it goes into the commit that is made next."""
    path = film.folder / layout.LOCK
    if _is_foreign(path) or _said(path) == _encoded(ingredients(film)):
        return
    with editing(film, "lock") as edit:
        edit.make("", {path: _encoded(ingredients(film))})


def _said(path: Path) -> bytes:
    """No file says that nothing was used."""
    return path.read_bytes() if path.is_file() else _encoded(())


def _is_foreign(path: Path) -> bool:
    """A link or a folder that somebody put there."""
    return path.is_symlink() or path.is_dir()


def _encoded(used: Iterable[Ingredient]) -> bytes:
    ordered = sorted(
        used, key=lambda one: (one.kind, one.name, one.sha256 or "", one.version or "", one.pipeline or "")
    )
    return encode_json(FilmLock(version=1, ingredients=ordered).model_dump(mode="json"))


def _of(record: TakeRecord) -> Iterator[Ingredient]:
    version, template = record.pipeline_version or None, record.template_id
    yield Ingredient(kind="pipeline", name=record.pipeline, version=version, sha256=None, pipeline=None)
    if template:
        yield Ingredient(
            kind="template", name=template, version=None, sha256=record.template_sha256, pipeline=record.pipeline
        )
    for used in record.models:
        yield Ingredient(
            kind=used.get("kind", "model"),
            name=used.get("name", ""),
            version=None,
            sha256=used.get("sha256") or None,
            pipeline=record.pipeline,
        )
