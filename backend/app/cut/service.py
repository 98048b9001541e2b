"""Edits of the cut: guarded, saved, noted for Git, told."""

from __future__ import annotations

from collections import Counter

from app.cut import store, timeline
from app.cut.events import CutData, CutUpdated
from app.cut.schemas import Cut, CutDocument, CutWish
from app.errors import Invalid, Stale
from app.events.log import EventLog, draft
from app.files.paths import within
from app.projects import layout
from app.projects.changing import editing
from app.projects.film import Film
from app.projects.outbox import Commits
from app.schemas import etag
from app.story import store as stories


class Cuts:
    def __init__(self, log: EventLog, commits: Commits) -> None:
        self._log = log
        self._commits = commits

    def get(self, film: Film) -> tuple[Cut, str]:
        """With the tag that guards its edits."""
        cut, document = timeline.tell(film)
        return cut, etag(document)

    def put(self, film: Film, wish: CutWish, if_match: str | None) -> tuple[Cut, str]:
        """Raises `Stale`, `Invalid` for an id that is there twice."""
        _each_once(wish)
        with editing(film, "cut") as edit:
            before = _guarded(film, if_match)
            after = wish.over(before)
            path = within(film.folder, layout.CUT)
            if after != before or not path.exists():
                edit.make("cut: edit", {path: store.encode(after)})
                self._changed(film, after, edited=True)
        return self.get(film)

    def follow_story(self, film: Film, if_match: str | None) -> tuple[Cut, str]:
        """As if nobody had ever touched it; what it was, Git keeps. Raises `Stale`."""
        with editing(film, "cut") as edit:
            before = _guarded(film, if_match)
            if store.edited(film):
                edit.make("cut: follow the story again", {within(film.folder, layout.CUT): None})
                self._changed(film, before, edited=False)
        return self.get(film)

    def _changed(self, film: Film, document: CutDocument, *, edited: bool) -> None:
        self._commits.ask(film)
        self._log.append(draft(CutUpdated, film.id, CutData(clips=len(document.clips), edited=edited)))


def _guarded(film: Film, if_match: str | None) -> CutDocument:
    """What there is now. Raises `Stale`."""
    document = store.edited(film) or store.derived(film, stories.load(film))
    if if_match not in {None, "*", etag(document)}:
        raise Stale("The cut was changed elsewhere; load it again.", code="cut_stale")
    return document


def _each_once(wish: CutWish) -> None:
    ids = Counter([*(clip.id for clip in wish.clips), *(sound.id for sound in wish.music)])
    if any(count > 1 for count in ids.values()):
        raise Invalid("Each clip of a cut has an id of its own.", field="clips", code="clip_twice")
