"""Seconds of a task in containers, beside the same task in the same studio as local processes."""

from __future__ import annotations

import sys
from datetime import datetime
from statistics import median

from bench.figures import Row, at_most
from bench.rig.contained import contained
from bench.rig.rest import Rest
from bench.rig.studio import Studio
from launch.engine import possible_mode

_SLOWER = 1.1
_TIERS = ("draft", "premium")
_PROMPT = "Wide shot, two people run through a rainy street at night, neon signs"


def measure(studio: Studio, rounds: int) -> list[Row]:
    """None where no container engine answers."""
    if possible_mode() != "docker":
        print("Not measured: containers, for no container engine answers.", file=sys.stderr)
        return []
    with contained("storyboard") as port:
        sides = [(rest, rest.make_film("Bench Containers")) for rest in (Rest(port), studio.rest())]
        return [_tier(sides, tier, rounds) for tier in _TIERS]


def _tier(sides: list[tuple[Rest, str]], tier: str, rounds: int) -> Row:
    """One after the other, by turns: what else the machine does meanwhile, it does to both."""
    _laps(sides, tier, -1)  # both load their fonts and caches
    laps = [_laps(sides, tier, number) for number in range(rounds)]
    inside, beside = (median(lap[side] for lap in laps) for side in (0, 1))
    return Row(
        what=f"Task in containers, storyboard {tier}, from accepted to done, median of {rounds}",
        figure=inside,
        unit="s",
        peer="local processes",
        peer_figure=beside,
        bound=at_most(_SLOWER * beside, f"{_SLOWER} × the peer"),
    )


def _laps(sides: list[tuple[Rest, str]], tier: str, number: int) -> list[float]:
    return [_seconds(rest, film_id, tier, number) for rest, film_id in sides]


def _seconds(rest: Rest, film_id: str, tier: str, number: int) -> float:
    task = rest.ended(rest.submit(film_id, _PROMPT, quality_preset=tier, parameters={"seed": number + 2}))
    created, finished = (datetime.fromisoformat(task[moment]) for moment in ("created", "finished"))
    return (finished - created).total_seconds()
