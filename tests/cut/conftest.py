from __future__ import annotations

import pytest

from app.cut.service import Cuts
from app.events.log import EventLog
from app.projects.film import Film
from tests.support.films.cutting import commits, still, tell_story, video


@pytest.fixture
def told(film: Film) -> Film:
    """With a story: SH010 has two stills, SH020 a video of half a second, the others nothing."""
    tell_story(film)
    still(film, "sh1", 1, "red")
    still(film, "sh1", 2, "green", created="2026-01-02T00:00:00Z")
    video(film, "sh2", 1, 0.5)
    return film


@pytest.fixture
def cuts(log: EventLog) -> Cuts:
    return Cuts(log, commits())
