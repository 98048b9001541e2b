"""Safetensors: the header tells, and is never believed before it is checked."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pipelines.base_model import base_model
from app.worker.recognition.child import recognise
from app.worker.recognition.facts import Unfit
from app.worker.recognition.signatures import SAFETENSORS
from app.worker.recognition.weights import safetensors as reader
from app.worker.recognition.weights.triggers import trigger_words
from tests.worker.recognition.samples import cut, safetensors, weights

LORA = {"lora_unet_down_blocks_1_attn2_to_k.lora_down.weight": [8, 768], "lora_unet_down_blocks_1.alpha": [1]}


def test_a_lora_tells_what_it_is_and_how_to_call_it(tmp_path: Path) -> None:
    told = {
        "ss_base_model_version": "sdxl_base_v1-0",
        "ss_tag_frequency": json.dumps({"10_ohwx woman": {"ohwx": 20, "woman": 19, "red coat": 4}}),
        "ss_training_log": "x" * 5000,
    }
    report = recognise(weights(tmp_path / "a.safetensors", LORA, told), "a.safetensors")
    assert report.reason is None
    assert report.mime == SAFETENSORS
    facts = report.metadata
    assert (facts["kind"], facts["tensors"], facts["parameters"], facts["dtypes"]) == (
        "weights",
        2,
        8 * 768 + 1,
        ["F16"],
    )
    assert facts["base_model"] == "SDXL"
    assert "sdxl_base_v1-0" in facts["base_model_reason"]
    assert facts["trigger_words"] == ["ohwx", "woman"]
    assert "ss_training_log" not in facts["header"]


@pytest.mark.parametrize(
    ("told", "shapes", "model"),
    [
        ({"modelspec.architecture": "flux-1-dev/lora"}, {}, "Flux"),
        ({"modelspec.architecture": "stable-diffusion-xl-v1-base/lora"}, {}, "SDXL"),
        ({"modelspec.architecture": "stable-diffusion-v1/lora"}, {}, "SD 1.5"),
        ({"ss_base_model_version": "sd_v1"}, {}, "SD 1.5"),
        ({"ss_base_model_version": "sd_v2"}, {}, "SD 2"),
        ({"ss_base_model_version": "sd3"}, {}, "SD 3"),
        ({"ss_sd_model_name": "v1-5-pruned.safetensors"}, LORA, "SD 1.5"),
        ({"base_model": "Wan2.1-T2V-1.3B"}, {}, "Wan"),
        ({}, {"lora_unet_double_blocks_0_img_attn_proj.lora_down.weight": [4, 3072]}, "Flux"),
        ({}, {"conditioner.embedders.1.model.ln_final.bias": [1280]}, "SDXL"),
        ({}, {"model.diffusion_model.joint_blocks.0.context_block.attn.qkv.bias": [9]}, "SD 3"),
        ({}, {"blocks.0.self_attn.q.weight": [4, 4]}, "Wan"),
        ({}, LORA, "SD 1.5"),
        ({}, {"unet.up.attn2.to_k.weight": [320, 1024]}, "SD 2"),
        ({}, {"unet.up.attn2.to_k.weight": [320, 2048]}, "SDXL"),
    ],
)
def test_the_base_model_is_guessed_with_a_reason(
    told: dict[str, str], shapes: dict[str, list[int]], model: str
) -> None:
    guess = base_model(told, shapes)
    assert guess
    assert guess.name == model
    assert guess.reason


def test_no_guess_is_better_than_a_wrong_one() -> None:
    assert base_model({"ss_sd_model_name": "my own mix"}, {"layer.weight": [3, 3]}) is None


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"modelspec.trigger_phrase": "ohwx woman, red coat"}, ["ohwx woman", "red coat"]),
        ({"trigger_word": "mina_lora"}, ["mina_lora"]),
        ({"ss_tag_frequency": "not json"}, []),
        ({"ss_tag_frequency": '{"a": [1, 2]}'}, []),
        ({"ss_tag_frequency": '{"a": {"b": "c"}}'}, []),
        ({"ss_tag_frequency": "[" * 100_000}, []),
        ({}, []),
    ],
)
def test_trigger_words_are_those_named_or_always_there(told: dict[str, str], words: list[str]) -> None:
    assert trigger_words(told) == words


@pytest.mark.parametrize("length", [0, 1, 10**3, 10**9, 2**40, 2**63, 2**64 - 1])
def test_a_false_header_length_has_a_reason(tmp_path: Path, length: int) -> None:
    path = safetensors(
        tmp_path / "a.safetensors", b'{"w":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}', bytes(2), length
    )
    assert recognise(path, "a.safetensors").reason


def test_truncated_weights_have_a_reason(tmp_path: Path) -> None:
    assert "not whole" in (recognise(cut(weights(tmp_path / "a", {"w": [500, 500]})), "a.safetensors").reason or "")


TENSOR = {"dtype": "F16", "shape": [1], "data_offsets": [0, 2]}


@pytest.mark.parametrize(
    "header",
    [
        [],
        {"w": {}},
        {"w": None},
        {"w": {**TENSOR, "data_offsets": [0, "2"]}},
        {"w": {**TENSOR, "data_offsets": [0]}},
        {"w": {**TENSOR, "data_offsets": [2, 0]}},
        {"w": {**TENSOR, "data_offsets": [0, 4]}},
        {"w": {**TENSOR, "shape": [-1]}},
        {"w": {**TENSOR, "shape": "wide"}},
        {"w": {**TENSOR, "shape": [True]}},
        {"w": TENSOR, "v": TENSOR},
        {"w": {"shape": [1], "data_offsets": [0, 2]}},
        {"w": TENSOR, "__metadata__": {"a": 1}},
        {"w": TENSOR, "__metadata__": []},
    ],
)
def test_a_damaged_header_is_unfit(tmp_path: Path, header: Any) -> None:
    with pytest.raises(Unfit):
        reader.recognise(safetensors(tmp_path / "a", json.dumps(header).encode(), bytes(2)), SAFETENSORS)


def test_half_a_surrogate_pair_does_not_pass_into_the_record(tmp_path: Path) -> None:
    header = b'{"__metadata__":{"trigger_word":"a\\ud800b"}}'
    report = recognise(safetensors(tmp_path / "a", header), "a.safetensors")
    assert report.metadata["trigger_words"] == ["a?b"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
entries = st.fixed_dictionaries({"dtype": json_values, "shape": json_values, "data_offsets": json_values}) | json_values


@given(
    header=st.dictionaries(st.sampled_from(["w", "v", "__metadata__"]) | st.text(max_size=5), entries),
    data=st.binary(max_size=9),
)
def test_any_header_is_described_or_unfit(tmp_path: Path, header: dict[str, Any], data: bytes) -> None:
    path = safetensors(tmp_path / "a", json.dumps(header).encode(), data)
    try:
        facts = reader.recognise(path, SAFETENSORS).metadata()
    except Unfit:
        return
    assert json.dumps(facts, allow_nan=False)
    assert facts["tensors"] == len(header.keys() - {"__metadata__"})


@given(data=st.binary(max_size=200), length=st.integers(0, 2**64 - 1) | st.integers(0, 200))
def test_any_bytes_behind_any_length_are_unfit_or_a_header(tmp_path: Path, data: bytes, length: int) -> None:
    (tmp_path / "a").write_bytes(struct.pack("<Q", length) + data)
    try:
        reader.recognise(tmp_path / "a", SAFETENSORS)
    except Unfit:
        return
    assert json.loads(data[:length]) is not None


@given(
    shapes=st.dictionaries(
        st.text(min_size=1).filter(lambda name: name != "__metadata__"), st.lists(st.integers(0, 9), max_size=3)
    )
)
def test_a_lawful_file_is_never_refused(tmp_path: Path, shapes: dict[str, list[int]]) -> None:
    facts = reader.recognise(weights(tmp_path / "a", shapes, {"format": "pt"}), SAFETENSORS).metadata()
    assert facts["tensors"] == len(shapes)
