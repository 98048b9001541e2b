"""The embedded pipeline: draws storyboards, portraits and animatics, and learns looks, without a model."""

from __future__ import annotations

from app.config import Settings
from app.pipelines.base import Context, Pipeline


class StoryboardPipeline:
    """Deterministic in prompt, characters, references, size, steps and seed."""

    id: str = "storyboard"
    version: str = "1.0"
    serves: frozenset[str] = frozenset({"text_to_image", "character_variations", "image_to_video", "lora_training"})

    def run(self, context: Context) -> None:
        # Drawing libraries are loaded at the first drawing: only workers draw, while others know the pipeline's name.
        from app.pipelines.storyboard.works import WORKS  # noqa: PLC0415

        WORKS[context.task_type](context)


def build(_: Settings) -> Pipeline:
    return StoryboardPipeline()
