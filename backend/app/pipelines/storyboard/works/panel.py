"""A panel of the prompt, refined step by step."""

from __future__ import annotations

from itertools import pairwise

from app.files.digest import sha256
from app.pipelines.base import Context
from app.pipelines.storyboard.looks.likeness import known, learnt
from app.pipelines.storyboard.looks.photograph import Photograph
from app.pipelines.storyboard.paper.grading import Grade, grade_of
from app.pipelines.storyboard.picture import Panel, dimensions


def make_panel(context: Context) -> None:
    steps = max(1, int(context.parameters.get("steps", 30)))
    panel = drawn(context, steps)
    done = [reach(steps) * step / steps for step in range(1, steps + 1)]
    stages = [panel.describe(refinement) for refinement in done]
    shown = previewed(stages)
    for step, (refinement, stage) in enumerate(zip(done, stages, strict=True), start=1):
        context.progress(step, steps, stage, panel.preview(refinement) if step in shown else None)
    context.save("image", "png", panel.png(reach(steps)))


def drawn(context: Context, steps: int) -> Panel:
    """With the characters of the task; a location's words are read behind those of the prompt."""
    cast = [known(character) for character in context.characters]
    for look in filter(None, map(learnt, context.characters)):
        context.made_with("look", look.name, sha256(look))
    place = f". {context.location.words}" if context.location else ""
    panel = Panel(context.prompt + place, dimensions(context.parameters, steps), context.seed, cast)
    panel.grade = _grade(context)
    return panel


def _grade(context: Context) -> Grade | None:
    """A style's words and picture decide; without one, a location's picture lends its light."""
    told = context.style or context.location
    if told is None:
        return None
    picture = Photograph.opened(told.picture) if told.picture else None
    return grade_of(told.words if context.style else "", picture)


def previewed(stages: list[str]) -> set[int]:
    """The steps that show a preview: where each stage ends, and three on the way."""
    ends = {
        step for step, (this, after) in enumerate(zip(stages, [*stages[1:], ""], strict=True), start=1) if this != after
    }
    return ends | {max(1, round(len(stages) * share)) for share in (0.25, 0.5, 0.75)}


def reach(steps: int) -> float:
    """How far so many steps refine the drawing: 20 to the first hatching, 30 to the finish, 50 to every accent."""
    known_at = ((0, 0.0), (1, 0.2), (5, 0.42), (10, 0.64), (20, 0.79), (30, 0.9), (50, 1.0))
    for (low, at_low), (high, at_high) in pairwise(known_at):
        if steps <= high:
            return at_low + (at_high - at_low) * (steps - low) / (high - low)
    return 1.0
