"""The word that calls a character in a prompt."""

from __future__ import annotations

from collections.abc import Collection

from slugify import slugify


def trigger_word(name: str, taken: Collection[str]) -> str:
    """Of the name, and another one than those `taken`, whatever their case."""
    base = slugify(name, separator="_", max_length=48) or "character"
    folded = {word.casefold() for word in taken}
    numbered = (f"{base}_{number}" for number in range(2, len(folded) + 3))
    return next(word for word in (base, *numbered) if word not in folded)
