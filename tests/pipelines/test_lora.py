from __future__ import annotations

from typing import Any

import pytest

from app.pipelines.lora import USUAL_STRENGTH, strength


@pytest.mark.parametrize(
    ("said", "laid"),
    [
        ({}, USUAL_STRENGTH),
        ({"lora_strength": None}, USUAL_STRENGTH),
        ({"lora_strength": 0}, 0),
        ({"lora_strength": 1.2}, 1.2),
        ({"lora_strength": {"ada": 0.3}}, 0.3),
        ({"lora_strength": {"bob": 0.3}}, USUAL_STRENGTH),
    ],
)
def test_a_strength_is_for_all_or_by_the_character(said: dict[str, Any], laid: float) -> None:
    assert strength(said, "ada") == laid
