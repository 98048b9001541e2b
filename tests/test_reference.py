from __future__ import annotations

import json
import re
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from app.live.messages import AnyMessage
from app.live.vocabulary import AnyEvent, Event
from app.reference import crew
from app.reference.page import page
from app.reference.samples import sample
from launch.stack import ROOT

KINDS: list[type[BaseModel]] = [*get_args(get_args(AnyEvent)[0]), *get_args(get_args(AnyMessage)[0])]
PAGE = page()


def test_the_page_in_the_docs_is_fresh() -> None:
    assert (ROOT / "docs" / "events.md").read_text(encoding="utf-8") == PAGE, "run make types and commit the result"


def test_the_page_of_the_crew_is_fresh() -> None:
    assert (ROOT / "docs" / "agents.md").read_text(encoding="utf-8") == crew.page(), "run make types, commit the result"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_type_says_when_it_is_told_and_what_each_field_means(kind: type[BaseModel]) -> None:
    name = get_args(kind.model_fields["type"].annotation)[0]
    _, _, section = PAGE.partition(f"### `{name}`\n\n")
    when, table = section.split("\n\n")[:2]
    assert when.endswith(".")
    data: Any = kind.model_fields["data"].annotation
    rows = dict(re.findall(r"^\| `(\w+)` \| .+? \| (.+) \|$", table, re.MULTILINE))
    assert list(rows) == [field.alias or name for name, field in data.model_fields.items()]
    assert all(meaning.endswith(".") for meaning in rows.values()), rows


def test_every_example_is_an_event_as_the_wire_has_it() -> None:
    events, _, messages = PAGE.partition("## Messages of one socket")
    examples = [json.loads(found) for found in re.findall(r"```json\n(.+?)```", events, re.DOTALL)]
    assert len(examples) == len(get_args(get_args(AnyEvent)[0]))
    for example in examples:
        assert Event.model_validate(example).model_dump(mode="json") == example
    assert all("id" not in json.loads(found) for found in re.findall(r"```json\n(.+?)```", messages, re.DOTALL))


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "null"}, None),
        ({"const": "x"}, "x"),
        ({"enum": ["a", "b"]}, "a"),
        ({"type": "integer"}, 1),
        ({"type": "boolean"}, True),
        ({"type": "string", "format": "date-time"}, "2026-11-21T12:00:00Z"),
        ({"type": "array", "items": {"type": "integer"}}, [1]),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, 1),
        ({"$ref": "#/$defs/A", "$defs": {"A": {"const": 7}}}, 7),
        ({"type": "object", "title": "Chapter", "properties": {"code": {"type": "string"}}}, {"code": "CH001"}),
    ],
)
def test_a_sample_is_what_its_schema_allows(schema: dict[str, Any], value: object) -> None:
    assert sample(schema) == value
