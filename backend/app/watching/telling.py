"""A change of a file, in the words of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Literal

from app.assets import store as assets
from app.assets.events import AssetAdded, AssetData, AssetUpdated
from app.assets.telling import tell
from app.errors import AuteurError
from app.events.log import Draft, draft
from app.git import history
from app.projects import layout, outbox
from app.projects.events import (
    FileChanged,
    FileData,
    FileDeleted,
    GitCommitted,
    GitCommittedData,
)
from app.projects.film import Film
from app.projects.layout import asset_type_of
from app.story.events import StoryData, StoryUpdated
from app.takes import store as takes
from app.takes.events import TakeCreated, TakeData, TakeUpdated
from app.watching.difference import GONE
from app.watching.look import HEAD

Change = Literal["added", "modified", "deleted"]

_PATHS_TOLD = 1000


def tell_change(film: Film, path: str, before: str | None, after: str | None) -> Iterator[Draft]:
    """Of a file, or of where Git stands; `before` and `after` are what was and is remembered of it."""
    if path == HEAD:
        yield from _head(film, before, after) if after else ()
    elif path != layout.MANIFEST:
        yield from _file(film, path, _change(before, after))
        yield from _lost_take(film, path, before) if after is None else ()


def _change(before: str | None, after: str | None) -> Change:
    if after is None:
        return "deleted"
    return "modified" if before and before != GONE else "added"


def take_id(film: Film, path: str) -> str | None:
    """Of the take whose record it is."""
    if not path.startswith(f"{layout.RENDERS}/") or not path.endswith(".json"):
        return None
    return takes.id_at(film.folder / path)


def _file(film: Film, path: str, change: Change) -> Iterator[Draft]:
    """The file itself, and what it means to the film."""
    kind = FileDeleted if change == "deleted" else FileChanged
    yield draft(kind, film.id, FileData(path=path, asset_type=asset_type_of(path), change=change))
    if path == layout.STORY or path.startswith(f"{layout.SCENES}/"):
        yield draft(StoryUpdated, film.id, _story(film, path))
    elif assets.is_record(path):
        yield from _asset(film, path, change)
    elif path.startswith(f"{layout.RENDERS}/") and change != "deleted":
        yield from _take(film, film.folder / path, change)


def _head(film: Film, before: str | None, after: str) -> Iterator[Draft]:
    """Someone committed in a shell, or checked something out."""
    try:
        newest = history.log(film.folder, 1, None)[0]
        changes = history.changes(film.folder, before or after, after)
    except (AuteurError, IndexError):
        return  # Git can't say more of it now
    _keep(film, [change.path for change in changes if change.kind == "D"])
    paths = [change.path for change in changes[:_PATHS_TOLD]]
    told = GitCommittedData(commit=after, message=newest.message, paths=paths)
    yield draft(GitCommitted, film.id, told)


def _keep(film: Film, paths: Sequence[str]) -> None:
    """Files that a commit left out, though they are there, go into the next. `git commit` reads the index before it
    locks it: one that begins while ours ends undoes ours without a word."""
    there = [film.folder / path for path in paths if (film.folder / path).is_file()]
    if there:
        outbox.note(film, "project: keep what a commit left out", there)


def _story(film: Film, path: str) -> StoryData:
    if path == layout.STORY:
        return StoryData(element=film.id, kind="story", change="changed")
    return StoryData(element=PurePosixPath(path).stem, kind="scene", change="changed")


def _asset(film: Film, path: str, change: Change) -> Iterator[Draft]:
    record = assets.record_at(film, path)
    if record:
        told = AssetData(asset=tell(film, record))
        yield draft(AssetAdded if change == "added" else AssetUpdated, film.id, told)


def _take(film: Film, path: Path, change: Change) -> Iterator[Draft]:
    stored = takes.read(film, path) if path.suffix == ".json" else None
    if stored:
        record = stored.record
        shown = film.shown(stored.media[0])
        told = TakeData(take_id=record.id, shot_id=record.shot_id, take_number=record.take_number, path=shown)
        yield draft(TakeCreated if change == "added" else TakeUpdated, film.id, told)


def _lost_take(film: Film, path: str, before: str | None) -> Iterator[Draft]:
    """Clients that ask for it find it gone."""
    _, _, known = (before or "").partition(" ")
    if known:
        told = TakeData(take_id=known, shot_id=None, take_number=None, path=f"{film.folder.name}/{path}")
        yield draft(TakeUpdated, film.id, told)
