"""The shipped workflows before what a ComfyUI server checks of a prompt."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.pipelines.comfyui import templates
from app.pipelines.comfyui.reasons import why_rejected
from app.pipelines.comfyui.server import Graph
from app.pipelines.comfyui.wishes import plain
from app.pipelines.comfyui.workflow import Lora, Workflow
from app.projects.schemas import Quality
from app.tasks import tiers
from tests.pipelines.comfyui.desk import wish
from tests.support.outside.comfyui.nodes import Disk
from tests.support.outside.comfyui.validation import Verdict, validate

SHIPPED = sorted(Path(templates.__file__).with_name("workflows").glob("*.json"))
LORA = Lora(name="people/orlok.safetensors", strength=-2)
shipped = pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)


def workflow(path: Path) -> Workflow:
    return Workflow.model_validate(json.loads(path.read_text())["comfyui"])


def checked(graph: Graph) -> Verdict:
    return validate(graph, Disk(loras=[LORA.name], inputs={"auteur/face.png": b""}))


@shipped
def test_as_it_is_only_its_picture_is_missing(path: Path) -> None:
    verdict = validate(workflow(path).filled({}), Disk(inputs={"example.png": b""}))
    assert (verdict.error, verdict.node_errors, verdict.outputs) == (None, {}, ["9"])


@shipped
@pytest.mark.parametrize("quality", Quality)
def test_every_tier_s_wishes_are_taken(path: Path, quality: Quality) -> None:
    wishes = {"width": 1920, "height": 1080, "strength": 0.5, "negative_prompt": "fog"}
    values = plain(wish(parameters=tiers.compose(quality, wishes, 2**53 - 1)))
    graph = workflow(path).filled({**values, "source": "auteur/face.png", "filename_prefix": "auteur/1"}, [LORA])
    assert checked(graph) == Verdict(None, ["9"])


@shipped
@pytest.mark.parametrize(
    "wishes",
    [
        {"steps": 1, "cfg_scale": 0, "width": 64, "height": 64, "strength": 1e-9, "seed": 0},
        {"steps": 200, "cfg_scale": 50, "width": 4096, "height": 4096, "strength": 1, "seed": 2**53 - 1},
    ],
    ids=["least", "most"],
)
def test_the_least_and_the_most_that_a_task_may_wish_are_taken(path: Path, wishes: dict[str, Any]) -> None:
    values = {**plain(wish(parameters=wishes)), "source": "auteur/face.png"}
    assert checked(workflow(path).filled(values, [LORA, LORA])) == Verdict(None, ["9"])


def _set(node: str, name: str, value: Any) -> Callable[[Graph], object]:
    return lambda graph: graph[node]["inputs"].update({name: value})


@pytest.mark.parametrize(
    ("broken", "kind", "words"),
    [
        (_set("3", "sampler_name", "best"), "value_not_in_list", "node 3 (Sampling): Value not in list: sampler_name"),
        (_set("3", "scheduler", "best"), "value_not_in_list", "not in ['normal', 'karras'"),
        (_set("4", "ckpt_name", "no.ckpt"), "value_not_in_list", "node 4 (Loading the model): Value not in list"),
        (_set("3", "steps", 0), "value_smaller_than_min", "Value 0 smaller than min of 1: steps"),
        (_set("3", "denoise", 1.5), "value_bigger_than_max", "Value 1.5 bigger than max of 1.0: denoise"),
        (_set("11", "upscale_method", "best"), "value_not_in_list", "node 11 (Fitting the picture)"),
        (
            _set("3", "cfg", "much"),
            "invalid_input_type",
            "Failed to convert an input value to a FLOAT value: cfg, much",
        ),
        (_set("3", "model", ["4", 1]), "return_type_mismatch", "received_type(CLIP) mismatch input_type(MODEL)"),
        (_set("3", "model", ["4"]), "bad_linked_input", "must be a length-2 list of [node_id, slot_index]: model"),
        (_set("10", "image", "no.png"), "custom_validation_failed", "image - Invalid image file: no.png"),
        (lambda graph: graph["11"]["inputs"].pop("crop"), "required_input_missing", "is missing: crop"),
    ],
)
def test_what_is_wrong_is_refused_and_told_at_its_node(
    broken: Callable[[Graph], object], kind: str, words: str
) -> None:
    graph = workflow(SHIPPED[0]).filled({"source": "auteur/face.png"})
    broken(graph)
    verdict = checked(graph)
    assert verdict.error
    assert verdict.error["type"] == "prompt_outputs_failed_validation"
    [node] = verdict.node_errors.values()
    assert [error["type"] for error in node["errors"]] == [kind]
    assert node["dependent_outputs"] == ["9"]
    assert words in why_rejected(graph, {"error": verdict.error, "node_errors": verdict.node_errors})


@pytest.mark.parametrize(
    ("graph", "words"),
    [
        ({"1": {"class_type": "Lacking", "inputs": {}, "_meta": {"title": "Mine"}}}, "Node 'Mine' not found."),
        ({"1": {"class_type": "CheckpointLoaderSimple", "inputs": {}}}, "Prompt has no outputs"),
    ],
)
def test_what_no_node_can_be_told_of_is_told_alone(graph: Graph, words: str) -> None:
    verdict = checked(graph)
    assert (verdict.outputs, verdict.node_errors) == ([], {})
    assert why_rejected(graph, {"error": verdict.error, "node_errors": {}}).startswith(words)
