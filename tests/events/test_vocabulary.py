from __future__ import annotations

from typing import get_args

import pytest
from pydantic import ValidationError

from app.live.vocabulary import AnyEvent, Event

KINDS = get_args(get_args(AnyEvent)[0])


def test_every_event_is_called_noun_happened_and_none_twice() -> None:
    names = [kind.name() for kind in KINDS]
    assert len(names) == len(set(names))
    assert all("." in name and name[0].islower() for name in names)


def test_no_event_declares_a_default() -> None:
    """A default would turn the field optional in the generated types."""
    for kind in KINDS:
        data = kind.model_fields["data"].annotation
        assert all(field.is_required() for field in kind.model_fields.values()), kind
        assert all(field.is_required() for field in data.model_fields.values()), data


@pytest.mark.parametrize(
    "wire",
    [
        {},
        {"type": "task.exploded", "id": "a-1", "project_id": "p", "timestamp": "2026-01-01T00:00:00Z", "data": {}},
        {"type": "project.deleted", "id": "a-1", "project_id": None, "timestamp": "2026-01-01T00:00:00Z", "data": {}},
        {
            "type": "project.deleted",
            "project_id": None,
            "timestamp": "2026-01-01T00:00:00Z",
            "data": {"project_id": "p"},
        },
    ],
)
def test_what_is_no_event_of_ours_is_refused(wire: object) -> None:
    with pytest.raises(ValidationError):
        Event.model_validate(wire)
