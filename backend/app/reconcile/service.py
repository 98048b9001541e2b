"""Comparing journal, disk, Git, Redis and temporary files: repairs forward what it can, reports the rest.

Tasks, uploads and commits whose process died are picked up by the worker's sweep within seconds; this looks for what
no sweep sees.
"""

from __future__ import annotations

from collections.abc import Iterator

import structlog
from redis.exceptions import RedisError

from app.errors import AuteurError
from app.projects.film import Film
from app.reconcile import assets, history, leftovers, story, takes, tasks
from app.reconcile.findings import FilmCheck, Finding, Survey

log = structlog.get_logger()

_FREQUENT: tuple[FilmCheck, ...] = (
    leftovers.film,
    story.story,
    takes.takes,
    takes.attempts,
    assets.assets,
    assets.incoming,
    tasks.tasks,
    history.waiting,
    history.pointers,
)
_ALL: tuple[FilmCheck, ...] = (*_FREQUENT, history.deep)


def check(survey: Survey) -> list[Finding]:
    """Everything, changing nothing."""
    return list(_look(survey, _ALL))


def repair(survey: Survey, *, thorough: bool = False) -> list[Finding]:
    """Mends what can be mended; returns what a person has to decide."""
    left = []
    for finding in _look(survey, _ALL if thorough else _FREQUENT):
        if finding.mend:
            finding.mend()
        else:
            left.append(finding)
        say = log.info if finding.mend else log.warning
        say(f"reconcile.{finding.code}", film=finding.film, path=finding.path, mended=finding.mend is not None)
    return left


def _look(survey: Survey, checks: tuple[FilmCheck, ...]) -> Iterator[Finding]:
    yield from leftovers.workspace(survey)
    for film in list(survey.films.writable()):
        yield from _look_at(survey, film, checks)


def _look_at(survey: Survey, film: Film, checks: tuple[FilmCheck, ...]) -> Iterator[Finding]:
    """A film that goes meanwhile, or that Git can't answer for, stops nobody."""
    for examine in checks:
        try:
            yield from list(examine(survey, film))  # mending one must not disturb the search for the next
        except RedisError:
            raise
        except (AuteurError, OSError) as error:
            log.warning("reconcile.unanswered", film=film.folder.name, check=examine.__name__, reason=str(error))
