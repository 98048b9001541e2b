"""Is everything here that a film's takes were made with? Nothing is fetched, no model is read for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from redis import Redis

from app.characters import store as characters
from app.characters import training
from app.files.cached import Remembered, stamp
from app.files.digest import sha256
from app.files.pointer import is_pointer
from app.functions.library import Library
from app.projects.film import Film
from app.provenance.lock import ingredients
from app.provenance.schemas import Checked, Ingredient, LockCheck
from app.tasks.runners import register
from app.tasks.runners.schemas import Runner

_Answer: TypeAlias = tuple[Literal["here", "different", "missing", "unknown"], str]
_HERE: _Answer = ("here", "")
_hashes: Remembered[str] = Remembered()


@dataclass(frozen=True)
class Weights:
    """`sha256` is None while nobody has read them."""

    name: str
    sha256: str | None


class Provenance:
    def __init__(self, redis: Redis, library: Library) -> None:
        self._redis, self._library = redis, library

    def check(self, film: Film) -> LockCheck:
        runners = register.alive(self._redis)
        weights = [*_of_runners(runners), *_of_film(film)]
        checked = [
            _checked(one, takes, self._look(one, runners, weights)) for one, takes in ingredients(film).most_common()
        ]
        ordered = sorted(checked, key=lambda one: (one.kind, one.name))
        return LockCheck(
            complete=not any(one.state in {"different", "missing"} for one in ordered), ingredients=ordered
        )

    def _look(self, one: Ingredient, runners: Sequence[Runner], weights: Sequence[Weights]) -> _Answer:
        match one.kind:
            case "pipeline":
                return _pipeline(one, runners)
            case "template":
                return self._template(one)
            case _:
                return _weights(one, weights)

    def _template(self, one: Ingredient) -> _Answer:
        here = self._library.sha256(one.name)
        if here is None:
            return "missing", "Copy its file to Library/Pipeline_Templates."
        if one.sha256 is None:
            return "unknown", "The takes do not say which version of it they were made with."
        return _HERE if here == one.sha256 else ("different", "The template of this name says something else here.")


def _pipeline(one: Ingredient, runners: Sequence[Runner]) -> _Answer:
    if one.version is None:
        return "unknown", "A runner outside of the studio made it."
    versions = {runner.versions[one.name] for runner in runners if one.name in runner.pipelines}
    if one.version in versions:
        return _HERE
    if versions:
        return "different", f"The runners have version {', '.join(sorted(versions))}."
    lacks = next((runner.status.lacking[one.name] for runner in runners if one.name in runner.status.lacking), "")
    return "missing", lacks or "No runner that is there can use this pipeline; AUTEUR_PIPELINES names those of one."


def _weights(one: Ingredient, weights: Sequence[Weights]) -> _Answer:
    if one.sha256 is None:
        return "unknown", f"The {one.pipeline} pipeline's own server keeps it, and does not tell its hash."
    if one.sha256 in {each.sha256 for each in weights}:
        return _HERE
    named = [each.sha256 for each in weights if each.name == one.name]
    if None in named:
        return "unknown", "What has this name was not read yet: make something with it, then ask again."
    if named:
        return "different", "What has this name here holds something else."
    return "missing", _where(one)


def _where(one: Ingredient) -> str:
    if one.kind == "model":
        return "Copy it to Library/AI_Models."
    return "It is not in the film: fetch it with `git lfs pull`, or restore its character from the history."


def _of_runners(runners: Sequence[Runner]) -> Iterator[Weights]:
    yield from (Weights(model.name, model.sha256) for runner in runners for model in runner.models)


def _of_film(film: Film) -> Iterator[Weights]:
    """What training left. A clone that did not fetch has pointers, which are no weights."""
    for path in (film.folder / characters.FOLDER).glob(f"*/{training.FOLDER}/*{training.WEIGHTS}"):
        if path.is_file() and not path.is_symlink() and not is_pointer(path):
            yield Weights(path.name, _sha256(path))


def _sha256(path: Path) -> str:
    return _hashes.get(path, stamp(path), lambda: sha256(path))


def _checked(one: Ingredient, takes: int, answer: _Answer) -> Checked:
    state, detail = answer
    return Checked(**one.model_dump(), takes=takes, state=state, detail=detail)
