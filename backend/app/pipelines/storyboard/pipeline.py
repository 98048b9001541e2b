"""The embedded pipeline: draws a storyboard panel of the prompt, without a model."""

from __future__ import annotations

from itertools import pairwise

from app.pipelines.base import Context


class StoryboardPipeline:
    """Serves `text_to_image` with a drawing. Deterministic in prompt, size, steps and seed."""

    id: str = "storyboard"
    version: str = "1.0"
    serves: frozenset[str] = frozenset({"text_to_image"})

    def run(self, context: Context) -> None:
        # Drawing libraries are loaded at the first drawing: only workers draw, while others know the pipeline's name.
        from app.pipelines.storyboard.looks.likeness import known  # noqa: PLC0415
        from app.pipelines.storyboard.picture import Panel, dimensions  # noqa: PLC0415

        steps = max(1, int(context.parameters.get("steps", 30)))
        cast = [known(character) for character in context.characters]
        panel = Panel(context.prompt, dimensions(context.parameters, steps), context.seed, cast)
        done = [reach(steps) * step / steps for step in range(1, steps + 1)]
        stages = [panel.describe(refinement) for refinement in done]
        shown = previewed(stages)
        for step, (refinement, stage) in enumerate(zip(done, stages, strict=True), start=1):
            context.progress(step, steps, stage, panel.preview(refinement) if step in shown else None)
        context.save("image", "png", panel.png(reach(steps)))


def previewed(stages: list[str]) -> set[int]:
    """The steps that show a preview: where each stage ends, and three on the way."""
    ends = {
        step for step, (this, after) in enumerate(zip(stages, [*stages[1:], ""], strict=True), start=1) if this != after
    }
    return ends | {max(1, round(len(stages) * share)) for share in (0.25, 0.5, 0.75)}


def reach(steps: int) -> float:
    """How far so many steps refine the drawing: 20 to the first hatching, 30 to the finish, 50 to every accent."""
    known = ((0, 0.0), (1, 0.2), (5, 0.42), (10, 0.64), (20, 0.79), (30, 0.9), (50, 1.0))
    for (low, at_low), (high, at_high) in pairwise(known):
        if steps <= high:
            return at_low + (at_high - at_low) * (steps - low) / (high - low)
    return 1.0
