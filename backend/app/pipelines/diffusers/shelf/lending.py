"""A single file holds weights alone: tokenizer and configuration are lent by a folder of its family."""

from __future__ import annotations

from collections.abc import Sequence

from app.pipelines.diffusers.shelf.discovery import Found


def lender(model: Found, models: Sequence[Found]) -> Found | None:
    """A folder has its own."""
    if model.is_folder:
        return model
    return next((other for other in models if other.is_folder and other.family is model.family), None)


def lacks(model: Found, models: Sequence[Found]) -> str:
    """What keeps it from making anything, in a sentence; empty while nothing does."""
    if lender(model, models):
        return ""
    return (
        f"{model.name} is a single file, without its tokenizer and configuration: put a diffusers folder of the same"
        f" family ({model.family.name}) into Library/AI_Models, which it takes them from."
    )


def usable(models: Sequence[Found]) -> list[Found]:
    return [model for model in models if not lacks(model, models)]
