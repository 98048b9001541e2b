"""What is to be told of a film, from what was told before, what is there, and what the studio did itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.projects.own import Writes
from app.watching.look import HEAD, Look, is_in_sight

Changes = dict[str, str | None]  # new stamps by path; None for what is gone
GONE = "gone"  # remembered of what we wrote and others removed, until it is forgotten that we wrote it


@dataclass(frozen=True)
class Difference:
    """`remembered` is what we did and the `news`, which are to be told; the rest is `late`: to be looked at again."""

    remembered: Changes
    news: Changes
    late: bool


def differ(folder: Path, known: Mapping[str, str], seen: Look, own: Writes) -> Difference:
    written = _written(own)  # known though it may have gone before anyone looked
    missing = (known.keys() | written) - seen.stamps.keys()
    told = {path for path in missing if known.get(path) == GONE}
    changed: Changes = {path: stamp for path, stamp in seen.stamps.items() if known.get(path) != stamp}
    changed |= dict.fromkeys(missing - told)
    ours = {path: stamp for path, stamp in changed.items() if (path, stamp) in own or (path == HEAD and seen.ours)}
    others = {path: stamp for path, stamp in changed.items() if path not in ours}
    news = {path: stamp for path, stamp in others.items() if _is_settled(folder, seen, path, stamp)}
    mourned: Changes = dict.fromkeys(told - written) | dict.fromkeys(written & missing & news.keys(), GONE)
    return Difference(ours | news | mourned, news, late=len(news) < len(others))


def _written(own: Writes) -> set[str]:
    removed = {path for path, stamp in own if stamp is None}
    return {path for path, stamp in own if stamp and path not in removed and is_in_sight(path)}


def _is_settled(folder: Path, seen: Look, path: str, stamp: str | None) -> bool:
    return path not in seen.unsettled if stamp else seen.settled_without(folder, path)
