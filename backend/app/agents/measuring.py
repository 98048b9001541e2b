"""What takes took so far, by tier: the takes themselves say it, in whatever film they were made."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from itertools import chain
from statistics import median

from app.agents.material import Measured
from app.projects.film import Film
from app.projects.schemas import Quality
from app.projects.store import Films
from app.takes import store
from app.takes.store import Stored

_NEWEST = 50  # of a tier


def measured(films: Films) -> Measured:
    found = sorted(_takes(films), key=lambda take: take.record.created, reverse=True)
    by_tier = {tier: [take for take in found if _made_as(take) == tier][:_NEWEST] for tier in Quality}
    return Measured(
        seconds={tier: _median(take.record.duration for take in own) for tier, own in by_tier.items()},
        sizes={tier: _median(_size(take) for take in own) for tier, own in by_tier.items()},
        free=shutil.disk_usage(films.root).free,
    )


def _takes(films: Films) -> Iterable[Stored]:
    return chain.from_iterable(store.records(film) for film in films.all() if isinstance(film, Film))


def _made_as(take: Stored) -> str | None:
    """What was made by another pipeline than its tier's measures that one; it is what such takes cost here."""
    return take.record.quality_preset if take.record.deleted is None else None


def _median(values: Iterable[float]) -> float | None:
    found = list(values)
    return median(found) if found else None


def _size(take: Stored) -> float:
    """Bytes; 0 for files that are not here."""
    return float(sum(path.stat().st_size for path in take.media if path.is_file()))
