"""The sample: a film that shows what the studio makes of a screenplay."""

from __future__ import annotations

from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from redis.exceptions import RedisError

from app.cut.shooting.schemas import ShootWish
from app.cut.shooting.service import Shooting
from app.errors import Unavailable
from app.files.names import fold
from app.projects.film import Film
from app.projects.schemas import Project, ProjectCreate, Quality
from app.projects.service import Projects
from app.screenplay.planning import Received
from app.screenplay.service import Screenplays

SOURCE = Path(__file__).parent / "the-last-light.fountain"
_NAME = "The Last Light"


def make(projects: Projects, screenplays: Screenplays) -> Project:
    """Another film each time, under the first name that is free. Raises `Conflict`, `Unavailable`, `StorageFull`."""
    taken = projects.films.names()
    names = chain([_NAME], (f"{_NAME} {number}" for number in count(2)))
    project = projects.create(ProjectCreate(name=next(name for name in names if fold(name) not in taken)))
    received = Received.read(SOURCE.name, SOURCE.read_bytes())
    screenplays.take_in(projects.films.get(project.id), received, None)
    return projects.get(project.id)


def draw(film: Film, shooting: Shooting) -> None:
    """Ask for a draft of each shot. A studio that takes no tasks just now leaves the film without pictures."""
    with suppress(Unavailable, RedisError):
        shooting.shoot(film, ShootWish(what="missing", quality_preset=Quality.DRAFT), None)
