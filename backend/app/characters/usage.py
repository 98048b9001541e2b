"""Where a character is seen: derived from the film's takes, with what was told from outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.characters import store
from app.characters.events import CharacterUsageData, CharacterUsageUpdated
from app.characters.schemas import UNASSIGNED, Usage, UsageEntry
from app.characters.store import Cast
from app.errors import Conflict, NotFound
from app.events.log import Draft, draft
from app.projects.film import Film
from app.story import store as story
from app.takes import store as takes


def of(cast: Cast) -> Usage:
    entries = {entry.take_id: entry for entry in (*cast.record.usages, *_derived(cast))}.values()
    return Usage(
        total_usages=len(entries),
        shot_ids=_distinct(entry.shot_id for entry in entries),
        scene_ids=_distinct(entry.scene_id for entry in entries if entry.scene_id),
        take_ids=[entry.take_id for entry in entries],
    )


def told(film: Film, character_ids: Iterable[str]) -> list[Draft]:
    """That these characters are in a take now. Who is not in the film's cast is passed over."""
    found = (store.known(film, character_id) for character_id in dict.fromkeys(character_ids))
    return [_told(cast) for cast in found if cast]


def _told(cast: Cast) -> Draft:
    return draft(CharacterUsageUpdated, cast.film.id, CharacterUsageData(char_id=cast.id, usage=of(cast)))


def _derived(cast: Cast) -> Iterator[UsageEntry]:
    for stored in takes.records(cast.film):
        record = stored.record
        if cast.id in record.character_ids:
            scene_id = _scene_of(cast.film, record.shot_id)
            yield UsageEntry(shot_id=record.shot_id or UNASSIGNED, scene_id=scene_id, take_id=record.id)


def _scene_of(film: Film, shot_id: str | None) -> str | None:
    """None for a shot that is no longer in the story, or whose story can't be read."""
    try:
        return story.load(film).scene_of(shot_id).id if shot_id else None
    except (NotFound, Conflict):
        return None


def _distinct(ids: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(ids))
