from __future__ import annotations

from typing import Any

import pytest

from app.pipelines.comfyui.weights import Used, loaded


def node(**inputs: Any) -> dict[str, Any]:
    return {"class_type": "Any", "inputs": inputs}


def test_every_loader_s_weights_are_known_whatever_the_node_is_called() -> None:
    graph = {
        "1": node(unet_name="flux/dev.safetensors"),
        "2": node(clip_name1="t5.safetensors", clip_name2="l.safetensors", type="flux"),
        "3": node(vae_name="ae.safetensors"),
        "4": node(lora_name="people\\ada.safetensors", strength_model=0.5, model=["1", 0]),
        "5": node(text="a lighthouse", clip=["2", 0]),
    }
    assert [(used.kind, used.folder, used.name, used.strength) for used in loaded(graph)] == [
        ("model", "diffusion_models", "dev.safetensors", None),
        ("text_encoder", "text_encoders", "t5.safetensors", None),
        ("text_encoder", "text_encoders", "l.safetensors", None),
        ("vae", "vae", "ae.safetensors", None),
        ("lora", "loras", "ada.safetensors", 0.5),
    ]


def test_all_four_text_encoders_are_known_and_an_image_encoder_is_none() -> None:
    four = {f"clip_name{number}": f"{number}.safetensors" for number in range(1, 5)}
    graph = {"1": node(**four), "2": {"class_type": "CLIPVisionLoader", "inputs": {"clip_name": "h.safetensors"}}}
    texts = [("text_encoder", "text_encoders", f"{number}.safetensors") for number in range(1, 5)]
    assert [used[:3] for used in loaded(graph)] == [*texts, ("image_encoder", "clip_vision", "h.safetensors")]


def test_what_two_nodes_load_is_named_once() -> None:
    graph = {number: node(ckpt_name="sd.safetensors") for number in "12"}
    assert list(loaded(graph)) == [Used("model", "checkpoints", "sd.safetensors", None)]


@pytest.mark.parametrize("graph", [{}, {"1": {}}, {"1": node(ckpt_name=["2", 0])}, {"1": node(ckpt_name=None)}])
def test_a_graph_that_names_no_file_names_none(graph: dict[str, Any]) -> None:
    assert list(loaded(graph)) == []
