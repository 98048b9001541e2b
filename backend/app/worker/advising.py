"""Doing what the crew was asked for: read the film, go by the rules of the trade, ask the language model for more."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import structlog

from app.agents import journal, measuring
from app.agents.changes import numbered
from app.agents.material import Material, gather
from app.agents.model.asking import ask
from app.agents.rules.advice import RULES
from app.agents.schemas import Advice, Record
from app.agents.service import completed, progress
from app.errors import AuteurError, NotFound
from app.projects.film import Film, ReadOnly
from app.schemas import now
from app.takes import store as takes
from app.tasks.runners import register
from app.tasks.schemas import Status
from app.worker.studio import Studio

_ATTEMPTS = 3

log = structlog.get_logger()


class Withdrawn(Exception):
    """It was cancelled while it was being worked on."""


@dataclass(frozen=True)
class Desk:
    """Where one task is worked on. Its methods raise `Withdrawn`."""

    studio: Studio
    film: Film
    task_id: str

    def begin(self) -> Record:
        record = journal.get(self.film, self.task_id)
        if record.attempt >= _ATTEMPTS:
            self.fail(f"Its worker died {_ATTEMPTS} times while doing it; it was given up.")
            raise Withdrawn
        return self._update(status=Status.PROCESSING, attempt=record.attempt + 1)

    def go_on(self, percent: float, message: str) -> None:
        record = self._update(progress=percent, message=message)
        self.studio.log.append(progress(self.film, record, message))

    def still_wanted(self) -> None:
        if journal.get(self.film, self.task_id).ended:
            raise Withdrawn

    def fail(self, reason: str) -> None:
        self.end(status=Status.FAILED, message="Failed.", error=reason)

    def end(self, **update: object) -> None:
        record = self._update(progress=100.0, finished=now(), **update)
        self.studio.log.append(completed(self.film, record))

    def _update(self, **update: object) -> Record:
        def changed(record: Record) -> Record:
            return record if record.ended else record.model_copy(update=update)

        before, after = journal.change(self.film, self.task_id, changed)
        if after is before:
            raise Withdrawn
        return after


def advise(studio: Studio, project_id: str, task_id: str) -> None:
    """Idempotent: what has ended, or is being done elsewhere, is left alone."""
    with suppress(NotFound, ReadOnly, FileNotFoundError, Withdrawn):  # the film or the task went meanwhile
        film = studio.films.get(project_id)
        with journal.claimed(film, task_id) as mine:
            if mine and not journal.get(film, task_id).ended:
                _attend(Desk(studio, film, task_id))


def _attend(desk: Desk) -> None:
    try:
        record = desk.begin()
        desk.go_on(10, "Reading the film.")
        material = _material(desk.studio, desk.film)
        desk.go_on(30, "Going by the rules of the trade.")
        advice = RULES[record.trade](material)
        advice, asked = _with_model(desk, record, material, advice)
        advice = advice.model_copy(update={"changes": numbered(advice.changes)})
        desk.end(status=Status.COMPLETED, message="Done.", advice=advice, **asked)
    except (NotFound, FileNotFoundError, Withdrawn):
        raise
    except AuteurError as error:
        desk.fail(error.detail)
    except Exception:
        log.exception("agents.failed", project=desk.film.id, task=desk.task_id)
        desk.fail("Reading the film went wrong; the worker's log says where.")


def _with_model(desk: Desk, record: Record, material: Material, ruled: Advice) -> tuple[Advice, dict[str, str | None]]:
    settings = desk.studio.settings
    if not settings.auteur_llm_url:
        return ruled, {}
    desk.go_on(50, "Asking the language model.")
    said = ask(settings, record.trade, material, record.wish, desk.still_wanted)
    findings, changes = said.advice.findings, said.advice.changes
    both = Advice(findings=[*ruled.findings, *findings], changes=[*ruled.changes, *changes])
    return both, {"model": said.model, "model_error": said.error}


def _material(studio: Studio, film: Film) -> Material:
    models = {model.name: model for runner in register.alive(studio.redis) for model in runner.models}
    shot = frozenset(shot_id for shot_id, count in takes.count_by_shot(film).items() if count)
    return gather(film, list(models.values()), shot, measuring.measured(studio.films))
