from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.schemas import Schema


class Ingredient(Schema):
    """Something that takes were made with."""

    kind: str = Field(description="`pipeline`, `template`, or what kind of weights it is, e.g. `model` or `lora`.")
    name: str
    version: str | None = Field(description="Of a pipeline.")
    sha256: str | None = Field(description="None for a pipeline, and where whoever has the weights does not tell it.")
    pipeline: str | None = Field(description="The one that used it.")


class FilmLock(Schema):
    """`film.lock`: in the order of kind and name, so that it reads and merges well in Git."""

    version: Literal[1]
    ingredients: list[Ingredient]


class Checked(Ingredient):
    takes: int = Field(description="How many were made with it.")
    state: Literal["here", "different", "missing", "unknown"]
    detail: str = Field(description="What to do about it; empty for what is here.")


class LockCheck(Schema):
    """`complete` says that nothing is missing or different; what is unknown has to be looked at by a person."""

    complete: bool
    ingredients: list[Checked]
