from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pydantic import ValidationError

from app.config import Settings
from app.errors import Invalid
from app.pipelines.base import CharacterReference, Reference
from app.pipelines.comfyui.errors import Rejected
from app.pipelines.comfyui.templates import Templates
from app.pipelines.registry import load
from tests.pipelines.comfyui.desk import pipeline, steps, wish
from tests.pipelines.storyboard.studio import Told
from tests.support.films.casting import picture
from tests.support.outside.comfyui import ComfyUI, Fault
from tests.support.outside.comfyui.nodes import CHECKPOINTS


def test_a_prompt_becomes_a_picture_of_its_size(server: ComfyUI) -> None:
    made = wish()
    pipeline(server).run(made)
    [(name, extension, data)] = made.saved
    assert (name, extension) == ("image", "png")
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (128, 72)
    assert server.machine.done == server.submitted
    assert len(server.submitted) == 1


def test_the_same_wishes_give_the_same_picture_and_each_wish_counts(server: ComfyUI) -> None:
    made_by = pipeline(server)

    def drawn(**fields: Any) -> bytes:
        made = wish(**fields)
        made_by.run(made)
        return made.picture

    first = drawn()
    assert drawn() == first
    parameters = ({"sampler": "euler_a"}, {"steps": 5}, {"cfg_scale": 3.0}, {"negative_prompt": "fog"})
    others: list[dict[str, Any]] = [{"seed": 8}, {"prompt": "A bridge"}, *({"parameters": each} for each in parameters)]
    assert len({first, *(drawn(**other) for other in others)}) == 1 + len(others)


def test_the_record_of_a_take_stays_alone_in_its_picture(server: ComfyUI) -> None:
    """The server writes its whole graph into each picture."""
    made = wish()
    pipeline(server).run(made)
    [stored] = server.disk.outputs.values()
    assert b"KSampler" in stored
    assert b"KSampler" not in made.picture
    with Image.open(io.BytesIO(stored)) as one, Image.open(io.BytesIO(made.picture)) as other:
        assert one.tobytes() == other.tobytes()


def test_progress_goes_forward_through_the_nodes_with_previews(server: ComfyUI) -> None:
    made = wish()
    pipeline(server).run(made)
    whole, last = made.told[:-1], made.told[-1]
    assert steps(whole) == sorted(steps(whole))
    assert last.step == last.total
    assert {one.total for one in whole} == {6 + 4 + 1}
    assert len({one.step for one in whole if one.description == "Sampling"}) > 3
    assert _previews(whole) == 4


def test_an_old_server_s_previews_are_shown_too(server: ComfyUI) -> None:
    server.faults.add(Fault.OLD_VERSION)
    made = wish()
    pipeline(server).run(made)
    assert _previews(made.told) == 4
    assert steps(made.told[:-1]) == sorted(steps(made.told[:-1]))


def test_who_and_what_is_in_the_picture_is_in_the_words_once(server: ComfyUI) -> None:
    orlok = CharacterReference("1", "Orlok", "ork1", "a bald count")
    made = wish("A bald count at the window", characters=[orlok], style=Reference("ink drawing"))
    pipeline(server).run(made)
    assert _graph(server)["6"]["inputs"]["text"] == "A bald count at the window, ork1, ink drawing"


def test_a_picture_is_changed_by_its_prompt(server: ComfyUI, tmp_path: Path) -> None:
    source = tmp_path / "panel.png"
    source.write_bytes(picture((320, 180)))
    made = wish(task_type="image_to_image", source=source, parameters={"strength": 0.0})
    pipeline(server).run(made)
    with Image.open(io.BytesIO(made.picture)) as image:
        assert image.size == (128, 72)
        assert image.convert("RGB").getpixel((5, 5)) == Image.new("RGB", (1, 1), "tan").getpixel((0, 0))
    [uploaded] = server.disk.inputs
    assert uploaded.startswith("auteur/")
    pipeline(server).run(wish(task_type="image_to_image", source=source))
    assert list(server.disk.inputs) == [uploaded]


def test_without_the_picture_that_it_starts_from_it_says_so(server: ComfyUI) -> None:
    with pytest.raises(Rejected, match="starts from a picture, and the task names none as source"):
        pipeline(server).run(wish(task_type="image_to_image"))
    assert server.submitted == []


def test_the_template_of_the_task_is_what_is_run(server: ComfyUI) -> None:
    graph = {
        "a": {"class_type": "EmptyLatentImage", "inputs": {"width": 64, "height": 64, "batch_size": 1}},
        "l": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": CHECKPOINTS[0]}},
        "v": {"class_type": "VAEDecode", "inputs": {"samples": ["a", 0], "vae": ["l", 2]}},
        "b": {"class_type": "SaveImage", "inputs": {"filename_prefix": "x", "images": ["v", 0]}},
        "c": {"class_type": "PreviewImage", "inputs": {"images": ["v", 0]}},
        "d": {"class_type": "SaveImage", "inputs": {"filename_prefix": "y", "images": ["v", 0]}},
    }
    made = wish(template={"workflow": graph, "slots": {"height": "a.height"}})
    pipeline(server).run(made)
    assert [(name, Image.open(io.BytesIO(data)).size) for name, _, data in made.saved] == [
        ("image", (64, 72)),
        ("image_2", (64, 72)),
    ]


def test_a_template_that_can_not_be_run_says_why(server: ComfyUI) -> None:
    with pytest.raises(Rejected, match="there is no node 7"):
        pipeline(server).run(wish(template={"workflow": {}, "slots": {"seed": "7.seed"}}))


def test_the_library_adds_types_and_never_takes_a_shipped_workflow_away(server: ComfyUI, tmp_path: Path) -> None:
    folder = tmp_path / "Library/Pipeline_Templates"
    folder.mkdir(parents=True)
    made_by = pipeline(server, workspace=tmp_path)
    assert made_by.serves == {"text_to_image", "image_to_image"}
    shipped = Templates(tmp_path).of(wish())
    own = shipped.model_dump(by_alias=True)
    for name, kind in (("a.json", "text_to_image"), ("b.json", "inpaint")):
        (folder / name).write_text(json.dumps({"type": kind, "comfyui": {**own, "outputs": []}}))
    (folder / "broken.json").write_text("{")
    (folder / "wrong.json").write_text(json.dumps({"type": "upscale", "comfyui": {"workflow": 7}}))
    (folder / "foreign.json").write_text(json.dumps({"type": "upscale", "diffusers": {}}))
    assert made_by.serves == {"text_to_image", "image_to_image", "inpaint"}
    assert Templates(tmp_path).of(wish()) == shipped
    made = wish(task_type="inpaint")
    made_by.run(made)
    assert made.picture
    with pytest.raises(Rejected, match="no workflow for upscale"):
        made_by.run(wish(task_type="upscale"))


def test_it_is_built_from_the_settings(server: ComfyUI) -> None:
    settings = Settings(auteur_pipelines="comfyui", comfyui_urls=f" {server.url}/ ,")
    [built] = load(settings)
    made = wish()
    built.run(made)
    assert made.picture
    with pytest.raises(Invalid, match="COMFYUI_URLS"):
        load(Settings(auteur_pipelines="comfyui"))
    with pytest.raises(ValidationError, match="comfyui_urls"):
        Settings(comfyui_urls="http://a:8188, b:8188")


def _previews(told: Sequence[Told]) -> int:
    previews = [one.preview for one in told if one.preview]
    assert all(Image.open(io.BytesIO(preview)).format == "JPEG" for preview in previews)
    return len(previews)


def _graph(server: ComfyUI) -> dict[str, dict[str, dict[str, object]]]:
    graph: dict[str, dict[str, dict[str, object]]] = server.machine.history[server.submitted[-1]]["prompt"][2]
    return graph
