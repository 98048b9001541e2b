"""Values on the wire: encoded once, and never told as they were before a change."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ConfigDict

from app.schemas import Schema


class Named(Schema):
    id: str
    metadata: dict[str, Any]


class Kept(Named):
    model_config = ConfigDict(frozen=True, extra="allow")


VALUE = Named(id="a", metadata={"width": 3})


@given(st.text(), st.dictionaries(st.text(), st.integers() | st.text() | st.booleans() | st.none(), max_size=4))
def test_what_is_sent_is_what_pydantic_would_send(name: str, metadata: dict[str, Any]) -> None:
    value = Named(id=name, metadata=metadata)
    assert value.wire == value.model_dump_json().encode()
    assert value.wire is value.wire


@pytest.mark.parametrize("deep", [False, True])
def test_a_changed_copy_is_encoded_anew(deep: bool) -> None:
    assert VALUE.wire == b'{"id":"a","metadata":{"width":3}}'
    changed = VALUE.model_copy(update={"id": "b"}, deep=deep)
    assert changed.wire == b'{"id":"b","metadata":{"width":3}}'
    assert copy.copy(VALUE).wire == VALUE.wire


def test_fields_of_a_newer_version_are_told_and_copied() -> None:
    value = Kept.model_validate({"id": "a", "metadata": {}, "lens": "50 mm"})
    assert value.wire == b'{"id":"a","metadata":{},"lens":"50 mm"}'
    assert value.model_copy(update={"lens": "35 mm"}).wire == b'{"id":"a","metadata":{},"lens":"35 mm"}'


def test_having_been_sent_changes_neither_the_value_nor_its_dump() -> None:
    sent, fresh = VALUE.model_copy(), VALUE.model_copy()
    assert sent.wire
    assert sent == fresh
    assert sent.model_dump() == fresh.model_dump()
