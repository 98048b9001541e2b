"""The crew's tasks as told to clients: each change with how it stands now."""

from __future__ import annotations

from collections import Counter
from typing import Any

from app.agents.changes import Stand, state_of
from app.agents.schemas import AgentTask, Proposal, Proposed, Record
from app.characters import store as characters
from app.projects.film import Film
from app.story import store as stories


def stand(film: Film) -> Stand:
    """Raises `Conflict` for a damaged story."""
    return Stand(stories.load(film), {cast.id: cast.record for cast in characters.all_of(film)})


def tell(film: Film, record: Record, now: Stand) -> AgentTask:
    return AgentTask(**_told(film, record, _proposed(record, now)))


def tell_all(film: Film, record: Record, now: Stand) -> Proposal:
    proposed = _proposed(record, now)
    findings = record.advice.findings if record.advice else []
    return Proposal(**_told(film, record, proposed), findings=findings, changes=proposed)


def _proposed(record: Record, now: Stand) -> list[Proposed]:
    changes = record.advice.changes if record.advice else []
    return [Proposed(change=change, state=state_of(now, change, record.refused)) for change in changes]


def _told(film: Film, record: Record, proposed: list[Proposed]) -> dict[str, Any]:
    counted = Counter(each.state for each in proposed)
    own = record.model_dump(include=AgentTask.model_fields.keys() & Record.model_fields.keys())
    return own | {"project_id": film.id, "agent": record.trade, "description": record.wish, "counts": dict(counted)}
