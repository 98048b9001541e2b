"""A take that was made again at another tier takes the place of the one before."""

from __future__ import annotations

from contextlib import suppress

from app.errors import Conflict, NotFound
from app.projects.film import Film
from app.projects.outbox import Commits
from app.story import store as story
from app.story.service import Stories
from app.takes import store as takes
from app.takes.schemas import TakeRecord
from app.worker.studio import Studio


def choose_promoted(studio: Studio, film: Film, record: TakeRecord) -> None:
    """Where that is still the chosen one; whatever somebody chose meanwhile stays."""
    if record.parent_take is None or record.shot_id is None:
        return
    with suppress(NotFound, Conflict):  # its shot is gone, or the story can't be read at present
        if story.load(film).choices.get(record.shot_id) == record.parent_take:
            commits = Commits(studio.dispatch.commit)
            Stories(studio.log, commits, takes.count_by_shot).choose(film, record.shot_id, record.id)
