"""The prompt as a model reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.pipelines.base import CharacterReference, Context
from app.pipelines.diffusers.making.loras import Lora


def worded(context: Context, loras: Sequence[Lora]) -> str:
    """What is wished for, then what is not said yet: who is in it, where it is, and its style."""
    return ", ".join(filter(None, [context.prompt, *_unsaid(context, loras)]))


def _unsaid(context: Context, loras: Sequence[Lora]) -> Iterator[str]:
    trained = {lora.character.id for lora in loras}
    for character in context.characters:
        words = _called(character) if character.id in trained else character.description
        if not _says(context, words):
            yield words
    if context.location and not _says(context, context.location.words):
        yield f"set in {context.location.words}"
    if context.style and not _says(context, context.style.words):
        yield f"in the style of {context.style.words}"


def _says(context: Context, words: str) -> bool:
    return words.casefold() in context.prompt.casefold()


def _called(character: CharacterReference) -> str:
    """A LoRA is called up by the word that it was trained with."""
    return character.trigger_word or character.name
