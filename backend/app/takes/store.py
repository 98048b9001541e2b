"""Takes on disk: a record, and the media beside it.

With a shot a take is a folder, `03_Renders/CH01/SC003/SH010/take_001/` with `take.json`; without one it is
`03_Renders/output_{task id}.json` among the renders. One task makes one take, so a take's id is its task's: finishing
twice can't make two. Whether a take is its shot's chosen one, and whether its shot still exists, the story says.
"""

from __future__ import annotations

import contextlib
import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from app.errors import Conflict, NotFound
from app.files.cached import Remembered, stamp
from app.files.paths import within
from app.files.write import Unreadable, encode_json, read_json, write_bytes
from app.projects import layout, renders
from app.projects.film import Film, changes
from app.projects.store import Films
from app.story import store as story
from app.takes.schemas import Take, TakeRecord

THUMBNAILS = f"{layout.CACHE}/thumbnails"
RECORD = layout.TAKE_RECORD
_FOLDER = re.compile(r"take_(\d{3,})")


class Board(NamedTuple):
    """How the story stands: the chosen take of each shot, and the hashes of what its takes are to show."""

    chosen: Mapping[str, str | None]
    sources: Mapping[str, Mapping[str, str]]

    def outdated(self, record: TakeRecord) -> bool:
        """Whether it was shot from other words. Of what it does not name nothing is known."""
        now = self.sources.get(record.shot_id or "", {})
        return any(now.get(name, before) != before for name, before in record.sources.items())


@dataclass(frozen=True, eq=False)
class Stored:
    """A take's record where it lies: the same one as long as its file is."""

    film: Film
    path: Path
    record: TakeRecord

    @functools.cached_property
    def media(self) -> list[Path]:
        return [self.path.parent / name for name in self.record.outputs]

    @property
    def files(self) -> list[Path]:
        """`media`, proven to lie in the film: a folder on the way may be a link. Raises `Invalid`."""
        return [within(self.film.folder, path.relative_to(self.film.folder).as_posix()) for path in self.media]

    @property
    def title(self) -> str:
        """`SC003 SH010 take 002`, or the name of a render without a shot."""
        return title(self.path)


def loose_stem(take_id: str) -> str:
    return f"output_{take_id}"


def loose_path(film: Film, take_id: str) -> Path:
    return film.folder / layout.RENDERS / f"{loose_stem(take_id)}.json"


def record_of(media: Path) -> Path:
    """Where the record of a take with this file lies."""
    return media.with_name(RECORD) if is_numbered(media) else media.with_suffix(".json")


def is_numbered(record: Path) -> bool:
    """Whether the take belongs, or once belonged, to a shot."""
    return number_of(record) is not None


def number_of(record: Path) -> int | None:
    """In its shot; None of a render without one."""
    numbered = _FOLDER.fullmatch(record.parent.name)
    return int(numbered[1]) if numbered else None


def title(record: Path) -> str:
    numbered = _FOLDER.fullmatch(record.parent.name)
    if not numbered:
        return record.stem
    scene, shot = record.parent.parts[-3:-1]
    return f"{scene} {shot} take {numbered[1]}"


def next_number(shot_folder: Path) -> int:
    """Behind all that were ever given: the folder of a deleted take stays."""
    given = (_FOLDER.fullmatch(folder.name) for folder in shot_folder.iterdir())
    return max((int(found[1]) for found in given if found), default=0) + 1


def thumbnail_path(film: Film, take_id: str) -> Path:
    return film.folder / THUMBNAILS / f"{take_id}.jpg"


def write(path: Path, record: TakeRecord) -> None:
    write_bytes(path, encode(record))


def encode(record: TakeRecord) -> bytes:
    return encode_json(record.model_dump(mode="json"))


def records(film: Film) -> list[Stored]:
    """All takes of the film that were not deleted."""
    return _records.get(film.folder, changes(film.folder), lambda: _records_of(film))


def _records_of(film: Film) -> list[Stored]:
    found = (_read(film, path) for path in renders.records(str(film.folder)))
    return [stored for stored in found if stored and stored.record.deleted is None]


def read(film: Film, path: Path) -> Stored | None:
    """None for a file that is gone, or that is no record of ours: a person may keep what they like beside takes."""
    return _read(film, str(path))


def id_at(path: Path) -> str | None:
    """What a record says of itself, whatever else it says; None where there is none."""
    try:
        said = read_json(path)
    except (FileNotFoundError, Unreadable):
        return None
    return str(said["id"]) if isinstance(said, dict) and "id" in said else None


def _read(film: Film, path: str) -> Stored | None:
    return _each.get((film.id, path), stamp(path), lambda: _parse(film, Path(path)))


def _parse(film: Film, path: Path) -> Stored | None:
    try:
        record = TakeRecord.model_validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
    return Stored(film, path, record) if record.outputs else None


def all_of(film: Film) -> list[Take]:
    """Newest first; shared between callers."""
    current = (*changes(film.folder), *story.files(film))
    return _told.get(film.folder, current, lambda: _tell_all(film))


def _tell_all(film: Film) -> list[Take]:
    now = board(film)
    return sorted((tell(each, now) for each in records(film)), key=lambda take: take.created, reverse=True)


def count_by_shot(film: Film) -> Counter[str]:
    return Counter(each.record.shot_id for each in records(film) if each.record.shot_id)


def find(films: Films, take_id: str) -> Stored:
    """Raises `NotFound`."""
    for film in _likely_first(films, _seen.get(take_id)):
        for stored in records(film):
            if stored.record.id == take_id:
                _seen[take_id] = film.id
                return stored
    raise NotFound("There is no take with this id.", code="take_not_found")


def _likely_first(films: Films, film_id: str | None) -> Iterator[Film]:
    """The film in which it was last seen, then each."""
    with contextlib.suppress(NotFound):
        if film_id:
            yield films.get(film_id)
    yield from (film for film in films.all() if isinstance(film, Film))


def board(film: Film) -> Board | None:
    """None while the story can't be read, which says nothing about takes."""
    try:
        tree = story.load(film)
    except Conflict:
        return None
    return Board(tree.choices, tree.sources)


def tell(stored: Stored, now: Board | None) -> Take:
    record = stored.record
    shot_id = record.shot_id if now is None or record.shot_id in now.chosen else None
    if now is None or shot_id is None:
        return _tell(stored, shot_id, record.chosen, stale=False)
    return _tell(stored, shot_id, now.chosen.get(shot_id) == record.id, stale=now.outdated(record))


@functools.lru_cache(maxsize=50_000)
def _tell(stored: Stored, shot_id: str | None, chosen: bool, *, stale: bool) -> Take:
    film, record = stored.film, stored.record
    base = f"/api/v1/takes/{record.id}"
    return Take(
        **record.model_dump(exclude={"shot_id", "chosen"}),
        shot_id=shot_id,
        chosen=chosen,
        stale=stale,
        project_id=film.id,
        path=film.shown(stored.media[0]),
        url=f"{base}/content",
        thumbnail_url=f"{base}/thumbnail",
    )


_each: Remembered[Stored | None] = Remembered()
_records: Remembered[list[Stored]] = Remembered()
_told: Remembered[list[Take]] = Remembered()
_seen: dict[str, str] = {}  # a take's id, and the film in which it was last found
