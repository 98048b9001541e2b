"""Several servers, and several attempts at one task."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from app.files.digest import sha256
from app.pipelines.base import CharacterReference
from app.pipelines.comfyui.errors import Rejected
from app.pipelines.comfyui.states import Ticket
from tests.pipelines.comfyui.desk import Running, Wish, pipeline, wish
from tests.support.outside.comfyui import ComfyUI, Fault
from tests.support.waiting import eventually


def test_the_server_with_the_least_to_do_gets_it(server: ComfyUI, second: ComfyUI) -> None:
    made_by = pipeline(server, second)
    made_by.run(wish())
    assert (len(server.submitted), len(second.submitted)) == (1, 0)
    server.machine.gate.clear()
    held = Running(made_by, wish())
    eventually(lambda: server.machine.running)
    pipeline(server, second).run(wish())
    assert (len(server.submitted), len(second.submitted)) == (2, 1)
    server.machine.gate.set()
    held.ended()


def test_a_server_whose_queue_stands_still_is_left_until_it_moves(server: ComfyUI, second: ComfyUI) -> None:
    server.faults.add(Fault.STANDS_STILL)
    made_by = pipeline(server, second, patience=2)
    first, other = wish(), wish()
    made_by.run(first)
    made_by.run(other)
    assert first.picture == other.picture
    assert (len(server.submitted), len(second.submitted)) == (1, 2)
    server.faults.clear()
    eventually(lambda: not server.machine.running)
    made_by.run(wish())
    assert len(server.submitted) == 2


def test_what_one_server_can_not_run_another_can(server: ComfyUI, second: ComfyUI) -> None:
    server.disk.checkpoints.clear()
    made_by = pipeline(server, second)
    made_by.run(wish())
    assert (server.submitted, len(second.submitted)) == ([], 1)
    second.disk.checkpoints.clear()
    with pytest.raises(Rejected, match="has no checkpoint: put one into its models folder"):
        made_by.run(wish())


def test_a_server_without_the_workflows_checkpoint_uses_what_it_has(server: ComfyUI) -> None:
    server.disk.checkpoints[:] = ["own.safetensors"]
    pipeline(server).run(wish())
    graph = server.machine.history[server.submitted[0]]["prompt"][2]
    assert graph["4"]["inputs"]["ckpt_name"] == "own.safetensors"
    with pytest.raises(Rejected, match=r"has no checkpoint other\.safetensors"):
        pipeline(server).run(wish(parameters={"model": "other.safetensors"}))


def test_a_character_is_drawn_with_its_lora_or_not_at_all(server: ComfyUI, second: ComfyUI, tmp_path: Path) -> None:
    made_by = pipeline(server, second)
    person = _trained(tmp_path, "orlok.safetensors", {"modelspec.architecture": "stable-diffusion-v1/lora"})
    with pytest.raises(Rejected, match=r"lacks the LoRA of Orlok: copy orlok\.safetensors"):
        made_by.run(wish(characters=[person]))
    plain = wish()
    made_by.run(plain)
    second.disk.loras.append("people/orlok.safetensors")
    drawn = [wish(characters=[person], parameters={"lora_strength": strength}) for strength in (0.8, 0.4)]
    for each in drawn:
        made_by.run(each)
    assert len({made.picture for made in (plain, *drawn)}) == 3
    assert len(second.submitted) == 2


def test_a_lora_that_comfyui_would_lay_in_part_is_refused(server: ComfyUI, tmp_path: Path) -> None:
    attention = "unet.mid_block.attentions.0.transformer_blocks.0.attn1.to_out.0.lora_A.weight"
    person = _trained(tmp_path, "orlok.safetensors", {"format": "pt"}, attention)
    server.disk.loras.append("orlok.safetensors")
    with pytest.raises(Rejected, match=r"only a part of orlok\.safetensors over a model"):
        pipeline(server).run(wish(characters=[person]))
    assert server.submitted == []


def test_a_strength_by_a_character_s_id_is_that_character_s_own(server: ComfyUI, tmp_path: Path) -> None:
    person = _trained(tmp_path, "orlok.safetensors", {"modelspec.architecture": "stable-diffusion-v1/lora"})
    pipeline(server).run(wish(characters=[person], parameters={"lora_strength": {person.id: 0}}))
    server.disk.loras.append("orlok.safetensors")
    made = wish(characters=[person], parameters={"lora_strength": {person.id: 0.5, "another": 1}})
    pipeline(server).run(made)
    assert [used["strength"] for used in made.models if used["kind"] == "lora"] == ["0.5"]


def test_what_was_loaded_is_named_with_its_hash_where_one_is_told(server: ComfyUI, tmp_path: Path) -> None:
    person = _trained(tmp_path, "orlok.safetensors", {"modelspec.architecture": "stable-diffusion-v1/lora"})
    assert person.weights
    server.disk.loras.append("people/orlok.safetensors")
    server.disk.checkpoints[:] = ["own.safetensors"]
    first, second = wish(characters=[person], parameters={"lora_strength": 0.4}), wish()
    pipeline(server).run(first)
    lora = {"name": "orlok.safetensors", "sha256": sha256(person.weights), "strength": "0.4"}
    assert {"kind": "model", "name": "own.safetensors", "sha256": ""} in first.models
    assert {"kind": "lora", **lora} in first.models
    server.disk.metadata["checkpoints/own.safetensors"] = {"modelspec.hash_sha256": "0xAB12"}
    pipeline(server).run(second)
    assert second.models == [{"kind": "model", "name": "own.safetensors", "sha256": "ab12"}]


def test_a_look_adapter_is_no_lora(server: ComfyUI, tmp_path: Path) -> None:
    person = _trained(tmp_path, "look.safetensors", {"format": "auteur.look_adapter"})
    made = wish(characters=[person])
    pipeline(server).run(made)
    assert made.picture


def test_what_an_attempt_that_died_began_is_taken_up(server: ComfyUI) -> None:
    server.machine.gate.clear()
    first = wish()
    lost = Running(pipeline(server), first)
    eventually(lambda: server.machine.running)
    again = _again(first)
    taken_up = Running(pipeline(server), again)
    eventually(lambda: again.told)
    server.machine.gate.set()
    taken_up.ended()
    lost.ended()
    assert again.picture == first.picture
    assert len(server.submitted) == 1


def test_what_it_had_finished_is_only_fetched(server: ComfyUI) -> None:
    first = wish()
    pipeline(server).run(first)
    again = _again(first)
    pipeline(server).run(again)
    assert again.picture == first.picture
    assert len(server.submitted) == 1


@pytest.mark.parametrize("kept", [b"{", b'{"id": 7}', b"look adapter", Ticket("http://gone", "1", "1").dumped()])
def test_a_checkpoint_that_says_nothing_begins_anew(server: ComfyUI, kept: bytes) -> None:
    made = wish(checkpoint=kept)
    pipeline(server).run(made)
    assert made.picture
    assert len(server.submitted) == 1


def test_what_it_had_failed_at_or_the_server_forgot_is_made_anew(server: ComfyUI) -> None:
    first = wish()
    pipeline(server).run(first)
    server.machine.history.clear()
    pipeline(server).run(_again(first))
    assert len(server.submitted) == 2


def _again(first: Wish) -> Wish:
    """The context of a second attempt."""
    return dataclasses.replace(first, told=[], saved=[])


def _trained(folder: Path, name: str, metadata: dict[str, str], tensor: str = "lora_up") -> CharacterReference:
    save_file({tensor: np.zeros((1, 1), np.float32)}, folder / name, metadata)
    return CharacterReference("1", "Orlok", "ork1", weights=folder / name)
