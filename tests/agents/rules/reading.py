"""What a trade says of a screenplay that is on no disk."""

from __future__ import annotations

import dataclasses
from typing import Any

from app.agents.material import Material
from app.agents.rules.advice import RULES
from app.agents.sample import material
from app.agents.schemas import Change, Finding, NewShot, Rewrite, Trade
from app.sample.making import SOURCE
from app.story import edits


def sample() -> Material:
    return material(SOURCE.read_text(encoding="utf-8"))


def findings(trade: Trade, film: Material) -> dict[str, Finding]:
    return {finding.title: finding for finding in RULES[trade](film).findings}


def rows(finding: Finding) -> list[list[str]]:
    return [row.cells for row in finding.rows]


def changes(trade: Trade, film: Material) -> list[Change]:
    return RULES[trade](film).changes


def rewrites(trade: Trade, film: Material, field: str) -> dict[str, Any]:
    """The proposed values, by what they are of."""
    found = (each for each in changes(trade, film) if isinstance(each, Rewrite) and each.field == field)
    return {each.label: each.after for each in found}


def new_shots(film: Material) -> list[NewShot]:
    return [each for each in changes(Trade.FIRST_AD, film) if isinstance(each, NewShot)]


def with_scene(film: Material, index: int, **update: Any) -> Material:
    tree = edits.change_scene(film.tree, film.scenes[index].id, update)
    return dataclasses.replace(film, tree=tree)


def with_shot(film: Material, index: int, shot: int, **update: Any) -> Material:
    tree = edits.change_shot(film.tree, film.scenes[index].shots[shot].id, update)
    return dataclasses.replace(film, tree=tree)


def without_shot(film: Material, index: int, shot: int) -> Material:
    return dataclasses.replace(film, tree=edits.remove_shot(film.tree, film.scenes[index].shots[shot].id))
