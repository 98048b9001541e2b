"""Screenplays into films: looked at first, then one step and one commit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.assets import store as assets
from app.assets import telling as asset_telling
from app.assets.events import AssetAdded, AssetData, FileUploaded
from app.characters import store as characters
from app.characters.events import CharacterCreated, CharacterData
from app.characters.telling import tell as tell_character
from app.errors import NotFound, Stale
from app.events.log import Draft as EventDraft
from app.events.log import EventLog, draft
from app.files.paths import within
from app.files.write import encode_json
from app.projects.changing import Edit
from app.projects.film import Film
from app.projects.outbox import Commits
from app.screenplay import planning, store, telling
from app.screenplay.planning import Plan, Received
from app.screenplay.revision.impact import Impact
from app.screenplay.schemas import Screenplay
from app.story import store as stories
from app.story.events import StoryData, StoryUpdated
from app.story.service import Counts
from app.story.tree import Tree


class Screenplays:
    def __init__(self, log: EventLog, commits: Commits, take_counts: Counts) -> None:
        self._log = log
        self._commits = commits
        self._take_counts = take_counts

    def get(self, film: Film) -> tuple[Screenplay, str]:
        """With its tag. Raises `NotFound` for a film without one."""
        found = store.draft(film)
        if found is None:
            raise NotFound("This film has no screenplay yet; import one.", code="screenplay_missing")
        return telling.tell(film, found), tag(film, stories.load(film))

    def source(self, film: Film) -> tuple[Path, str]:
        """The file as it came, and the writer's name for it. Raises `NotFound`."""
        found = store.draft(film)
        if found is None:
            raise NotFound("This film has no screenplay yet; import one.", code="screenplay_missing")
        return within(film.folder, found.path), found.name

    def preview(self, film: Film, received: Received) -> tuple[Impact, str]:
        """What importing it would do, and the tag of the film for which that is true. Nothing is changed."""
        tree = stories.load(film)
        planned = planning.plan(film, tree, received)
        return planning.tell(film, planned, received.script, self._take_counts(film)), tag(film, tree)

    def take_in(self, film: Film, received: Received, if_match: str | None) -> tuple[Screenplay, str]:
        """All of it or nothing. Raises `Stale` when the film is another than was looked at."""
        with _alone(film) as edit:
            tree = stories.load(film)
            if if_match not in {None, "*", tag(film, tree)}:
                raise Stale("The film was changed meanwhile; look at the impact again.", code="screenplay_stale")
            planned = planning.plan(film, tree, received)
            files = _files(film, planned, received)
            if files:
                edit.make(f"story: import {received.name}", files)
            for record in planned.characters.values():
                characters.place(film, record)
            store.remember(film, planned.draft, received.script)
        if files:
            self._commits.ask(film)
            self._log.append(*_told(film, planned))
        return self.get(film)


def tag(film: Film, tree: Tree) -> str:
    """Of all that the impact of a draft hangs on."""
    found = store.draft(film)
    named = sorted(cast.record.name for cast in characters.all_of(film))
    state = "\n".join([tree.etag, found.sha256 if found else "", *named])
    return f'"{hashlib.sha256(state.encode()).hexdigest()[:24]}"'


@contextmanager
def _alone(film: Film) -> Iterator[Edit]:
    """Nobody edits story, characters or assets meanwhile; what was planned is made again under the story's lock."""
    with stories.editing(film) as edit, characters.editing(film), assets.editing(film):
        yield edit


def _files(film: Film, planned: Plan, received: Received) -> Mapping[Path, bytes | None]:
    """In the order of writing: what others name comes before them."""
    files: dict[Path, bytes | None] = {}
    if planned.asset:
        files[within(film.folder, planned.asset.path)] = received.data
        files |= assets.written(film, planned.asset)
    for place in planned.places:
        files[within(film.folder, place.record.path)] = place.sheet
        files |= assets.written(film, place.record)
    for record in planned.characters.values():
        folder = within(film.folder, f"{characters.FOLDER}/{record.asset_id}")
        files[folder / characters.RECORD] = encode_json(record.as_json())
    files |= stories.differences(film, planned.before, planned.after)
    if planned.draft != store.draft(film):
        files[store.record(film)] = store.encode(planned.draft)
    return files


def _told(film: Film, planned: Plan) -> Iterator[EventDraft]:
    arrived = [planned.asset] if planned.asset else []
    for record in (*arrived, *(place.record for place in planned.places)):
        told = AssetData(asset=asset_telling.tell(film, record))
        yield draft(FileUploaded, film.id, told)
        yield draft(AssetAdded, film.id, told)
    for newcomer in planned.characters.values():
        cast = characters.get(film, newcomer.asset_id)
        data = CharacterData(char_id=cast.id, character=tell_character(cast))
        yield draft(CharacterCreated, film.id, data)
    yield draft(StoryUpdated, film.id, StoryData(element=film.id, kind="story", change="changed"))
