from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pipelines.container.messages import (
    Done,
    Failed,
    Lines,
    Message,
    Progress,
    read,
)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"step": 3, "total": 20}', Progress(step=3, total=20, description="")),
        (
            b'{"step": 1, "total": 2, "description": "Inking", "preview": "p.jpg", "eta": 4}',
            Progress(step=1, total=2, description="Inking", preview="p.jpg"),
        ),
        (b'{"outputs": {"image": "image.png"}}', Done(outputs={"image": "image.png"})),
        (b'{"error": "no such colour"}', Failed(error="no such colour")),
    ],
)
def test_a_line_is_read(line: bytes, message: Message) -> None:
    assert read(line) == message


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"Loading weights",
        b"[]",
        b"null",
        b'{"step": -1, "total": 2}',
        b'{"step": 1, "total": 0}',
        b'{"step": 1, "total": 2, "preview": "../job/job.json"}',
        b'{"outputs": {}}',
        b'{"outputs": {"image": "/etc/passwd"}}',
        b'{"outputs": {"image": "a/b.png"}}',
        b'{"outputs": {"image": ".hidden"}}',
        b'{"outputs": {"../image": "a.png"}}',
        b"\xff\xfe",
    ],
)
def test_anything_else_is_for_the_log(line: bytes) -> None:
    assert read(line) is None


@given(st.lists(st.integers(0, 9), max_size=20), st.data())
def test_lines_are_found_however_the_stream_is_cut(steps: list[int], data: st.DataObject) -> None:
    stream = b"".join(json.dumps({"step": step, "total": 9}).encode() + b"\n" for step in steps)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=10)))
    lines = Lines()
    found = [
        message
        for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)
        for message in lines.feed(stream[start:end])
    ]
    assert found == [Progress(step=step, total=9, description="") for step in steps]


def test_a_line_without_end_is_not_kept() -> None:
    lines = Lines()
    for _ in range(100):
        assert list(lines.feed(b"x" * 10_000)) == []
    assert list(lines.feed(b'\n{"step": 1, "total": 2}\n')) == [Progress(step=1, total=2, description="")]
