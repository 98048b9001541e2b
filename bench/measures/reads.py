"""Lists and trees by REST: a thousand films, one with thousands of shots and assets, each beside half as much."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import TypeVar

from app.assets import telling as assets
from app.projects.film import Film
from app.projects.layout import AssetType
from app.projects.store import Films
from app.takes import store as takes
from bench.figures import Row, at_most, percentile
from bench.rig.films import copied, stocked
from bench.rig.load import settle
from bench.rig.rest import API, Rest
from bench.rig.studio import Studio

_What = TypeVar("_What")
_LIMIT_MS = 50.0
_NOISE = 1.25
_SHOTS_OF_EACH = 5  # in each of the many films
_OF_FILMS = {
    "list of films": "/projects",
    "page of 50 films": "/projects?limit=50",
}
_OF_A_FILM = {
    "film": "/projects/{film}",
    "story": "/projects/{film}/story",
    "list of assets": "/projects/{film}/assets",
    "page of 100 assets": "/projects/{film}/assets?limit=100",
    "page of 100 assets, in the middle": "/projects/{film}/assets?limit=100&cursor={middle}",
    "search of assets": "/projects/{film}/assets?q=reference%2000001",
    "list of takes": "/projects/{film}/takes",
    "takes of a shot": "/projects/{film}/takes?shot_id={shot}",
    "take": "/takes/{take}",
}

# The answer is a part of what must be looked through.
_LOOKS_AT_ALL = ("page of 50 films", "search of assets", "takes of a shot")


@dataclass(frozen=True)
class Size:
    """The large film has a take and an upload for each shot: twice as many assets as shots."""

    films: int
    shots: int


FULL, QUICK = Size(1000, 5000), Size(100, 500)


@dataclass
class _Timed:
    """A call asked again and again: milliseconds of each, of the first one apart, and the bytes of its answer."""

    path: str
    first: float = 0.0
    times: list[float] = field(default_factory=list)
    size: int = 0

    def ask(self, rest: Rest) -> float:
        began = time.perf_counter()
        self.size = len(rest.fetch(API + self.path))
        return (time.perf_counter() - began) * 1000


def measure(studio: Studio, size: Size, count: int) -> list[Row]:
    films, rest = Films(studio.workspace), studio.rest()
    films.prepare()
    half, whole = stocked(films, "Bench Half", size.shots // 2), stocked(films, "Bench Whole", size.shots)
    each = stocked(films, "Bench Each", _SHOTS_OF_EACH)
    _fill(studio, films, each, size.films // 2)
    fewer = _timed(rest, _OF_FILMS, count)
    smaller, larger = _of_both(rest, half, whole, count)
    edited = _after_edits(rest, whole, count)
    _fill(studio, films, each, size.films)
    more = _timed(rest, _OF_FILMS, count)
    pairs = {what: (less, (more | larger)[what]) for what, less in (fewer | smaller).items()}
    rows = [_row(what, call, beside) for what, (beside, call) in pairs.items()]
    parts = {what: pairs.pop(what) for what in _LOOKS_AT_ALL}
    return [
        *rows,
        _edit_row(edited),
        _growth_row("Lists and trees", pairs),
        _growth_row("Pages of films, searches", parts),
    ]


def _fill(studio: Studio, films: Films, each: Film, upto: int) -> None:
    """Copy the small film until there are so many; then let everyone who watches the workspace come to rest."""
    there = sum(1 for _ in films.all())
    copied(films, each, (f"Bench {number:04d}" for number in range(there, upto)))
    settle(*studio.pids)


def _of_both(rest: Rest, half: Film, whole: Film, count: int) -> tuple[dict[str, _Timed], dict[str, _Timed]]:
    """In turn: what else the machine does meets both alike."""
    both = {(what, film.id): path for film in (half, whole) for what, path in _paths(film).items()}
    timed = _timed(rest, both, count)
    smaller, larger = ({what: timed[what, film.id] for what in _OF_A_FILM} for film in (half, whole))
    return smaller, larger


def _paths(film: Film) -> dict[str, str]:
    found, take = assets.all_of(film), takes.records(film)[0].record
    known = {"film": film.id, "middle": found[len(found) // 2].id, "shot": take.shot_id, "take": take.id}
    return {what: path.format_map(known) for what, path in _OF_A_FILM.items()}


def _timed(rest: Rest, paths: Mapping[_What, str], count: int) -> dict[_What, _Timed]:
    calls = {what: _Timed(path) for what, path in paths.items()}
    for call in calls.values():
        call.first = call.ask(rest)
    for _ in range(count):
        for call in calls.values():
            call.times.append(call.ask(rest))
    return calls


def _after_edits(rest: Rest, film: Film, count: int) -> _Timed:
    """Each list is the first since an asset was given another name."""
    call = _Timed(f"/projects/{film.id}/assets")
    asset = next(each for each in assets.all_of(film) if each.asset_type != AssetType.RENDERS)
    for number in range(count):
        rest.patch(f"{API}{call.path}/{asset.id}", {"name": f"Renamed {number}.png"})
        call.times.append(call.ask(rest))
    return call


def _row(what: str, call: _Timed, beside: _Timed) -> Row:
    note = f"{_typical(call)}, the first one {call.first:.0f} ms; of half as much {_typical(beside)}"
    return Row(f"Read: {what}, p95", percentile(call.times, 0.95), "ms", bound=at_most(_LIMIT_MS, "50 ms"), note=note)


def _edit_row(call: _Timed) -> Row:
    """Without a limit: it is a read and what an edit made necessary."""
    what = "Read: list of assets right after an edit, p95"
    return Row(what, percentile(call.times, 0.95), "ms", note=_typical(call))


def _typical(call: _Timed) -> str:
    return f"p50 {median(call.times):.1f} ms, {call.size / 1000:,.0f} kB"


def _growth_row(which: str, pairs: Mapping[str, tuple[_Timed, _Timed]]) -> Row:
    """By the fastest of each, which noise meets least."""
    growth = {
        what: min(more.times) / min(less.times) / max(1, more.size / less.size) for what, (less, more) in pairs.items()
    }
    worst = max(growth, key=lambda what: growth[what])
    return Row(
        what=f"{which} of twice as much, growth of time over growth of the answer, the worst",
        figure=growth[worst],
        unit="×",
        bound=at_most(_NOISE, f"as what is returned, ×{_NOISE} for noise"),
        note=", ".join(f"{what} ×{share:.2f}" for what, share in growth.items()),
    )
