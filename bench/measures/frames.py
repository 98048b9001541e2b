"""Seconds a storyboard frame by tier, beside the bare call of the pipeline with the same prompt and seed."""

from __future__ import annotations

import time
from datetime import datetime
from statistics import median

from app.config import Settings
from app.pipelines.base import Pipeline
from app.pipelines.registry import load
from bench.figures import Row, at_most
from bench.rig.alone import Alone
from bench.rig.rest import Rest
from bench.rig.studio import Studio

_SLOWER = 1.05
_TIERS = ("draft", "standard", "premium")
_PROMPTS = (
    "Wide shot, two people run through a rainy street at night, neon signs",
    "Close-up of an old fisherman by lamplight, worried",
    "Extreme wide, a caravan crosses the desert at dawn, low sun",
    "Over the shoulder: a detective reads a letter at her desk, afternoon light",
)


def measure(studio: Studio, rounds: int) -> list[Row]:
    rest = studio.rest()
    film_id = rest.make_film("Bench Frames")
    [pipeline] = load(Settings(auteur_pipelines="storyboard"))
    return [_tier(rest, film_id, pipeline, tier, rounds) for tier in _TIERS]


def _tier(rest: Rest, film_id: str, pipeline: Pipeline, tier: str, rounds: int) -> Row:
    _frame(rest, film_id, pipeline, tier, -1)  # both sides load their fonts and caches
    times = [_frame(rest, film_id, pipeline, tier, number) for number in range(rounds)]
    alone = median(bare for _, bare in times)
    return Row(
        what=f"Storyboard frame, {tier}, median of {rounds}",
        figure=median(made for made, _ in times),
        unit="s",
        peer="bare call of the pipeline",
        peer_figure=alone,
        bound=at_most(_SLOWER * alone, f"{_SLOWER} × the peer"),
    )


def _frame(rest: Rest, film_id: str, pipeline: Pipeline, tier: str, number: int) -> tuple[float, float]:
    """Seconds from the task's start to its end, and those of the bare call."""
    prompt = _PROMPTS[number % len(_PROMPTS)]
    task = rest.ended(rest.submit(film_id, prompt, quality_preset=tier, parameters={"seed": number + 1}))
    began = time.perf_counter()
    pipeline.run(Alone(prompt, task["parameters"]))
    alone = time.perf_counter() - began
    started, finished = (datetime.fromisoformat(task[moment]) for moment in ("started", "finished"))
    return (finished - started).total_seconds(), alone
