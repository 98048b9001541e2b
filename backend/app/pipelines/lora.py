"""How strongly what was trained of a character is laid over a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

USUAL_STRENGTH: Final = 0.8  # enough to know a face again, little enough to leave it its expression


def strength(parameters: Mapping[str, Any], character_id: str) -> float:
    """`lora_strength`: one number, or one a character by its id."""
    said = parameters.get("lora_strength")
    if isinstance(said, Mapping):
        said = said.get(character_id)
    return float(said) if isinstance(said, int | float) else USUAL_STRENGTH
