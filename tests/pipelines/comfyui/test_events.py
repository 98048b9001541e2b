from __future__ import annotations

import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pipelines.comfyui.events import Advance, Event, Over, Preview, read
from app.pipelines.comfyui.meter import Meter

JPEG = b"\xff\xd8\xff\xe0 picture"
METADATA = json.dumps({"prompt_id": "job", "image_type": "image/jpeg"}).encode()


def frame(kind: str, **data: object) -> str:
    return json.dumps({"type": kind, "data": data})


def preview(kind: int, second: int, rest: bytes) -> bytes:
    return struct.pack(">II", kind, second) + rest


@pytest.mark.parametrize(
    ("told", "event"),
    [
        (frame("execution_start", prompt_id="job"), Advance({})),
        (frame("execution_cached", prompt_id="job", nodes=["4", "5"]), Advance({"4": 1, "5": 1})),
        (frame("executing", prompt_id="job", node="3"), Advance({}, "3")),
        (frame("executing", node="3"), Advance({}, "3")),  # as it is told to who connects again
        (frame("executing", prompt_id="job", node="5.0.0.2", display_node="5"), Advance({}, "5")),
        (frame("progress", prompt_id="job", node="3", value=5, max=20), Advance({"3": 0.25}, "3")),
        (frame("executed", prompt_id="job", node="9", output={}), Advance({"9": 1})),
        (
            frame(
                "progress_state",
                prompt_id="job",
                nodes={
                    "4": {"state": "finished", "value": 0, "max": 1},
                    "3": {"state": "running", "value": 1, "max": 4},
                },
            ),
            Advance({"4": 1, "3": 0.25}, "3"),
        ),
        (
            frame(
                "progress_state",
                prompt_id="job",
                nodes={"5.0.0.2": {"state": "running", "value": 1, "max": 4, "display_node_id": "5"}},
            ),
            Advance({"5.0.0.2": 0.25}, "5"),
        ),
        (frame("execution_success", prompt_id="job"), Over()),
        (frame("execution_error", prompt_id="job", node_id="3"), Over()),
        (frame("execution_interrupted", prompt_id="job"), Over()),
        (frame("executing", prompt_id="job", node=None), Over()),
        (preview(1, 1, JPEG), Preview(JPEG)),
        (preview(4, len(METADATA), METADATA + JPEG), Preview(JPEG)),
    ],
)
def test_a_frame_about_our_job_is_understood(told: str | bytes, event: Event) -> None:
    assert read(told, "job") == event


@pytest.mark.parametrize(
    "told",
    [
        frame("progress", prompt_id="theirs", node="3", value=5, max=20),
        frame("execution_success", prompt_id="theirs"),
        preview(4, len(METADATA), METADATA.replace(b"job", b"her") + JPEG),
        frame("status", status={"exec_info": {"queue_remaining": 3}}),
        frame("crystools.monitor", cpu=3),
        frame("progress", prompt_id="job", node="3", value=5, max=0),
        frame("progress", prompt_id="job"),
        preview(1, 2, b"\x89PNG"),
        preview(3, 1, b"3words"),
        frame("feature_flags", supports_preview_metadata=True, max_upload_size=104857600),
        "[]",
        "null",
        "{",
        b"\0",
        b"",
    ],
)
def test_what_is_of_others_or_unknown_is_passed_over(told: str | bytes) -> None:
    assert read(told, "job") is None


@given(st.one_of(st.text(), st.binary(), st.binary().map(lambda rest: b"\0\0\0\4" + rest)))
def test_nothing_that_a_server_sends_breaks_the_reading(told: str | bytes) -> None:
    read(told, "job")


def test_a_node_that_is_not_in_the_workflow_changes_no_words() -> None:
    meter = Meter({"1": {"class_type": "A", "inputs": {}, "_meta": {"title": "Drawing"}}})
    meter.take(Advance({}, "1"))
    meter.take(Advance({"1.0.0.7": 1.0}, "1.0.0.7"))
    assert (meter.words, meter.step) == ("Drawing", 0)


@given(
    st.lists(
        st.tuples(st.dictionaries(st.sampled_from("1234"), st.floats(0, 2)), st.sampled_from(["1", "2", "4", None])),
        max_size=20,
    )
)
def test_progress_never_goes_back_and_never_reaches_the_end_by_itself(
    told: list[tuple[dict[str, float], str | None]],
) -> None:
    meter = Meter({"1": {"class_type": "A", "inputs": {}}, "2": {"class_type": "B", "inputs": {"steps": 20}}})
    seen = [meter.step]
    for shares, at in told:
        meter.take(Advance(shares, at))
        seen.append(meter.step)
        assert meter.words
    assert seen == sorted(seen)
    assert seen[-1] < meter.total == 22
