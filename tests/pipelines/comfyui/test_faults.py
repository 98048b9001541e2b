"""A server with each of its faults: no task hangs, doubles or lies."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from safetensors.numpy import save_file

from app.pipelines.base import Cancelled, CharacterReference
from app.pipelines.comfyui.errors import Away, Broken, Gone, Rejected, Stuck, Unusable
from tests.pipelines.comfyui.desk import Running, pipeline, wish
from tests.support.films.casting import picture
from tests.support.outside.comfyui import ComfyUI, Fault
from tests.support.outside.comfyui.nodes import CHECKPOINTS
from tests.support.waiting import eventually

SURVIVED = [
    Fault.SOCKET_REFUSED,
    Fault.SOCKET_CUT,
    Fault.SOCKET_MUTE,
    Fault.GARBLED_FRAMES,
    Fault.ANSWER_LOST,
    Fault.OLD_VERSION,
    Fault.COMBO_CHOICES,
    Fault.LATE_HISTORY,
]
VERSIONS = [(), (Fault.OLD_VERSION,), (Fault.OLD_VERSION, Fault.ANSWER_LOST)]
versions = pytest.mark.parametrize("version", VERSIONS, ids=["new", "old", "old, its answer lost"])


@pytest.mark.parametrize("fault", SURVIVED, ids=lambda fault: fault.name.lower())
def test_what_can_be_survived_costs_nothing_but_time(server: ComfyUI, fault: Fault) -> None:
    server.faults.add(fault)
    made = wish()
    pipeline(server).run(made)
    assert Image.open(io.BytesIO(made.picture)).size == (128, 72)
    assert len(server.submitted) == len(server.machine.done) == 1


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        (Fault.ANSWER_HTML, Away, "answers /queue with 200 and no JSON"),
        (Fault.NODE_FAILS, Broken, r"node 8 \(Decoding\): Allocation on device: out of memory"),
        (Fault.INTERRUPTED, Broken, r"was interrupted there, at node 3 \(Sampling\)"),
        (Fault.STANDS_STILL, Stuck, "Nothing has moved at 127.0.0.1:[0-9]+ for 2 s"),
        (Fault.PICTURE_CUT, Unusable, "cut off or damaged"),
        (Fault.PICTURE_DAMAGED, Unusable, "cut off or damaged"),
        (Fault.PICTURE_BREAKS, Unusable, "can't be fetched"),
        (Fault.PICTURE_HTML, Unusable, "no picture or video"),
        (Fault.PICTURE_MISSING, Unusable, "does not give out what it made"),
        (Fault.NOTHING_SAVED, Unusable, "saved nothing"),
    ],
    ids=lambda value: value.name.lower() if isinstance(value, Fault) else "",
)
def test_what_can_not_be_survived_is_said(server: ComfyUI, fault: Fault, kind: type[Exception], words: str) -> None:
    server.faults.add(fault)
    made = wish()
    with pytest.raises(kind, match=words):
        pipeline(server, patience=2).run(made)
    assert made.saved == []
    server.faults.clear()
    eventually(lambda: server.machine.queue() == {"queue_running": [], "queue_pending": []})


@versions
def test_a_job_is_found_again_whoever_named_it(server: ComfyUI, version: tuple[Fault, ...]) -> None:
    server.faults.update(version)
    made = wish()
    pipeline(server).run(made)
    pipeline(server).run(dataclasses.replace(made, told=[], saved=[]))
    assert len(server.submitted) == 1


def test_a_part_that_is_refused_takes_back_what_the_server_would_run_of_the_rest(server: ComfyUI) -> None:
    server.machine.gate.clear()
    graph = {
        "a": {"class_type": "EmptyLatentImage", "inputs": {"width": 64, "height": 64, "batch_size": 1}},
        "l": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": CHECKPOINTS[0]}},
        "v": {"class_type": "VAEDecode", "inputs": {"samples": ["a", 0], "vae": ["l", 2]}},
        "b": {"class_type": "SaveImage", "inputs": {"filename_prefix": "x", "images": ["v", 0]}},
        "c": {"class_type": "LoadImage", "inputs": {"image": "lacking.png"}, "_meta": {"title": "Backdrop"}},
        "d": {"class_type": "SaveImage", "inputs": {"filename_prefix": "y", "images": ["c", 0]}},
    }
    with pytest.raises(Rejected, match=r"node c \(Backdrop\): .*Invalid image file: lacking\.png"):
        pipeline(server).run(wish(template={"workflow": graph, "slots": {}}))
    assert len(server.submitted) == 1
    server.machine.gate.set()
    eventually(lambda: server.machine.queue() == {"queue_running": [], "queue_pending": []})


def test_a_picture_that_is_too_large_for_the_server_is_said(server: ComfyUI, tmp_path: Path) -> None:
    server.faults.add(Fault.UPLOAD_REFUSED)
    source = tmp_path / "panel.png"
    source.write_bytes(picture((32, 18)))
    with pytest.raises(Rejected, match=r"does not take a picture of [0-9]+ bytes: .* with 413"):
        pipeline(server).run(wish(task_type="image_to_image", source=source))


def test_a_lora_that_can_not_be_read_is_named(server: ComfyUI, tmp_path: Path) -> None:
    save_file({"lora_up": np.zeros((1, 1), np.float32)}, tmp_path / "orlok.safetensors", {"format": "pt"})
    server.disk.loras.append("orlok.safetensors")
    server.faults.add(Fault.LORA_DAMAGED)
    orlok = CharacterReference("1", "Orlok", weights=tmp_path / "orlok.safetensors")
    with pytest.raises(Broken, match=r"node lora_0 \(orlok\.safetensors\): Error while deserializing header"):
        pipeline(server).run(wish(characters=[orlok]))


def test_a_server_that_fails_inside_is_tried_again_and_said_to(server: ComfyUI) -> None:
    server.faults.add(Fault.ANSWER_500)
    with pytest.raises(Away, match="answers /prompt with 500"):
        pipeline(server, patience=1).run(wish())
    assert server.submitted == []


def test_a_server_that_never_answers_does_not_hold_a_task_for_ever(server: ComfyUI) -> None:
    server.faults.add(Fault.ANSWER_HANGS)
    with pytest.raises(Away, match="gives no answer to /queue in time"):
        pipeline(server, patience=1).run(wish())
    server.faults.clear()


def test_a_server_that_is_not_there_is_said_to(server: ComfyUI) -> None:
    server.kill()
    made_by = pipeline(server, patience=1)
    assert made_by.serves == frozenset()
    with pytest.raises(Away, match="can't be reached"):
        made_by.run(wish())
    server.start()


def test_a_server_restarted_in_the_middle_gets_the_job_again_once(server: ComfyUI) -> None:
    server.machine.gate.clear()
    made = wish()
    running = Running(pipeline(server), made)
    eventually(lambda: server.machine.running)
    server.kill()
    server.start()
    running.ended()
    assert Image.open(io.BytesIO(made.picture)).size == (128, 72)
    assert len(server.submitted) == 2
    assert server.machine.done == [server.submitted[1]]


def test_a_server_away_for_a_while_is_waited_for(server: ComfyUI) -> None:
    server.kill()
    made = wish()
    running = Running(pipeline(server), made)
    eventually(lambda: made.told)
    assert made.told[0].description == "Waiting for a ComfyUI server"
    server.start()
    running.ended()
    assert len(server.submitted) == 1


def test_a_job_that_a_person_deletes_at_the_server_comes_back_a_few_times_only(server: ComfyUI) -> None:
    server.machine.gate.clear()
    held = Running(pipeline(server), wish())
    eventually(lambda: server.machine.running)
    made = wish()
    made.watch = lambda: server.machine.delete(server.submitted[1:])
    with pytest.raises(Gone, match="neither its queue nor its history"):
        pipeline(server).run(made)
    assert len(server.submitted) == 4
    server.machine.gate.set()
    held.ended()


@versions
def test_a_running_job_is_interrupted_when_it_is_cancelled(server: ComfyUI, version: tuple[Fault, ...]) -> None:
    server.faults.update(version)
    made = wish()
    made.watch = lambda: _cancel_if(server.machine.steps > 1)
    server.machine.gate.set()
    with pytest.raises(Cancelled):
        pipeline(server).run(made)
    eventually(lambda: server.machine.done == server.submitted)
    assert made.saved == []


@versions
def test_a_waiting_job_is_taken_back_and_the_job_of_another_goes_on(
    server: ComfyUI, version: tuple[Fault, ...]
) -> None:
    server.machine.gate.clear()
    theirs = wish(prompt="Theirs")
    running = Running(pipeline(server), theirs)
    eventually(lambda: server.machine.running and theirs.told)
    server.faults.update(version)
    made = wish()
    made.watch = lambda: _cancel_if(len(server.machine.pending) == 1)
    with pytest.raises(Cancelled):
        pipeline(server).run(made)
    assert server.machine.pending == []
    server.machine.gate.set()
    running.ended()
    assert theirs.picture
    assert server.machine.done == server.submitted[:1]


def _cancel_if(so: bool) -> None:
    if so:
        raise Cancelled
