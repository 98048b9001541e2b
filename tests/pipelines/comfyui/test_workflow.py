from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from app.pipelines.comfyui.workflow import Lora, Workflow


def small(**fields: Any) -> dict[str, Any]:
    graph = {
        "1": {"class_type": "Loader", "inputs": {"name": "a"}},
        "2": {"class_type": "Sampler", "inputs": {"model": ["1", 0], "seed": 0, "size": [1, 2]}},
        "3": {"class_type": "Encoder", "inputs": {"clip": ["1", 1]}, "_meta": {"title": "Words"}},
    }
    return {"workflow": graph, "slots": {"seed": "2.seed", "twice": ["1.name", "3.name"]}, **fields}


def test_slots_are_filled_and_others_keep_what_the_template_says() -> None:
    workflow = Workflow.model_validate(small())
    graph = workflow.filled({"seed": 7, "twice": "b", "unknown": 1})
    assert (graph["1"]["inputs"], graph["2"]["inputs"]["seed"]) == ({"name": "b"}, 7)
    assert graph["3"] == {
        "class_type": "Encoder",
        "inputs": {"clip": ["1", 1], "name": "b"},
        "_meta": {"title": "Words"},
    }
    assert workflow.filled({"seed": None})["2"]["inputs"] == {"model": ["1", 0], "seed": 0, "size": [1, 2]}
    assert workflow.default("seed") == 0


def test_loras_stand_between_their_place_and_what_it_fed() -> None:
    workflow = Workflow.model_validate(small(loras={"model": ["1", 0], "clip": ["1", 1]}))
    graph = workflow.filled({}, [Lora(name="a", strength=0.5), Lora(name="b", strength=1)])
    assert graph["lora_0"]["inputs"]["model"] == ["1", 0]
    assert graph["lora_1"]["inputs"]["clip"] == ["lora_0", 1]
    assert (graph["2"]["inputs"]["model"], graph["3"]["inputs"]["clip"]) == (["lora_1", 0], ["lora_1", 1])
    assert workflow.filled({})["2"]["inputs"]["model"] == ["1", 0]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"slots": {"seed": "7.seed"}}, "there is no node 7"),
        ({"slots": {"seed": "2"}}, r"written node\.input, not 2"),
        ({"outputs": ["8"]}, "there is no node 8"),
        ({"loras": {"model": ["9", 0], "clip": ["1", 1]}}, "there is no node 9"),
        ({"workflow": {"2": {"class_type": "Sampler", "inputs": {"model": ["1", 0]}}}, "slots": {}}, "no node 1"),
        ({"workflow": {"2": {"inputs": {}}}}, "class_type"),
        ({"slot": {}}, "slot"),
    ],
)
def test_a_workflow_that_does_not_hold_together_is_refused(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Workflow.model_validate(small(**fields))
