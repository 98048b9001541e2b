"""What the pipeline makes, by the type of the task."""

from __future__ import annotations

from collections.abc import Callable

from app.pipelines.base import Context
from app.pipelines.storyboard.works.animatic import make_animatic
from app.pipelines.storyboard.works.panel import make_panel
from app.pipelines.storyboard.works.training import train
from app.pipelines.storyboard.works.variations import make_variations

WORKS: dict[str, Callable[[Context], None]] = {
    "text_to_image": make_panel,
    "character_variations": make_variations,
    "image_to_video": make_animatic,
    "lora_training": train,
}
