"""Records of tasks, for tests of what keeps them."""

from __future__ import annotations

import uuid

from app.schemas import now
from app.tasks.queues import GENERATION
from app.tasks.schemas import Task


def new_task(**fields: object) -> Task:
    """A waiting task of the project `film`."""
    created = now()
    record: dict[str, object] = {
        "id": str(uuid.uuid4()),
        "type": "text_to_image",
        "project_id": "film",
        "status": "pending",
        "quality_preset": "standard",
        "prompt": "A lighthouse",
        "parameters": {"seed": 1},
        "created": created,
        "queue": GENERATION,
        "priority": 0,
        "order": created.timestamp(),
        "progress": 0,
        "attempt": 0,
        "outputs": [],
        "character_ids": [],
        "sources": {},
        "cancel_requested": False,
    }
    return Task.model_validate(dict.fromkeys(Task.model_fields) | record | fields)
