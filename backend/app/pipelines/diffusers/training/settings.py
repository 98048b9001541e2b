"""What a training is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from app.pipelines.base import Context

_REPEATS = 10  # of each picture in an epoch, as trainers for few pictures count


@dataclass(frozen=True)
class Settings:
    """`edge` in pixels."""

    steps: int
    batch: int
    rank: int
    rate: float
    edge: int
    seed: int


def wished(context: Context, pictures: int, edge: int) -> Settings:
    """`edge`: what the model was trained for."""
    asked = context.parameters
    batch = int(asked.get("batch_size") or 1)
    per_epoch = max(1, pictures * _REPEATS // batch)
    return Settings(
        steps=int(asked.get("epochs") or 10) * per_epoch,
        batch=batch,
        rank=int(asked.get("rank") or 16),
        rate=float(asked.get("learning_rate") or 1e-4),
        edge=int(asked.get("resolution") or edge) // 8 * 8,
        seed=context.seed,
    )
