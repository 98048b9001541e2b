from __future__ import annotations

from pathlib import Path

from app.pipelines.base import CharacterReference, Reference
from app.pipelines.diffusers.making.loras import Lora
from app.pipelines.diffusers.making.wording import worded
from tests.pipelines.storyboard.studio import Studio

ADA = CharacterReference("ada", "Ada", "ada_k", "a woman in a red coat")
LORA = Lora(ADA, Path("ada.safetensors"), 0.8, "aa")


def words(prompt: str = "A walk", *loras: Lora, **fields: object) -> str:
    return worded(Studio(prompt, **fields), loras)  # type: ignore[arg-type]


def test_who_where_and_how_are_said_behind_the_wish() -> None:
    told = words(characters=[ADA], location=Reference("harbour"), style=Reference("noir"))
    assert told == "A walk, a woman in a red coat, set in harbour, in the style of noir"


def test_a_lora_is_called_by_its_trigger_word() -> None:
    assert words("A walk", LORA, characters=[ADA]) == "A walk, ada_k"


def test_what_a_composite_prompt_says_already_is_not_said_again() -> None:
    composed = "A walk, ada_k (a woman in a red coat), set in Harbour, in the style of noir"
    fields = {"characters": [ADA], "location": Reference("harbour"), "style": Reference("noir")}
    assert words(composed, LORA, **fields) == words(composed, **fields) == composed


def test_a_picture_without_words_adds_none() -> None:
    assert words(location=Reference("", Path("wide.png")), style=Reference("", Path("still.png"))) == "A walk"
