"""What is to be told of a film, from what was told before, what is there, and what the studio did itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.projects.own import Writes
from app.watching.look import HEAD, Look

Changes = dict[str, str | None]  # new stamps by path; None for what is gone


@dataclass(frozen=True)
class Difference:
    """`ours` is to be remembered only, `news` to be told as well; the rest is `late`: to be looked at again."""

    ours: Changes
    news: Changes
    late: bool


def differ(folder: Path, known: Mapping[str, str], seen: Look, own: Writes) -> Difference:
    changed: Changes = {path: stamp for path, stamp in seen.stamps.items() if known.get(path) != stamp}
    changed |= dict.fromkeys(known.keys() - seen.stamps.keys())
    ours = {path: stamp for path, stamp in changed.items() if (path, stamp) in own or (path == HEAD and seen.ours)}
    others = {path: stamp for path, stamp in changed.items() if path not in ours}
    news = {path: stamp for path, stamp in others.items() if _is_settled(folder, seen, path, stamp)}
    return Difference(ours, news, late=len(news) < len(others))


def _is_settled(folder: Path, seen: Look, path: str, stamp: str | None) -> bool:
    return path not in seen.unsettled if stamp else seen.settled_without(folder, path)
