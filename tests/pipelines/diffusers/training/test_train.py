from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from safetensors import safe_open
from safetensors.torch import load

from app.pipelines.base import Cancelled, CharacterReference
from app.pipelines.diffusers import DiffusersPipeline
from app.pipelines.diffusers.shelf.discovery import find
from app.pipelines.diffusers.shelf.fingerprints import Fingerprints, sha256
from tests.pipelines.diffusers.making.conftest import WISHES, Make
from tests.pipelines.storyboard.studio import Studio, pixels

SHORT = {"epochs": 4, "batch_size": 2, "rank": 4, "learning_rate": 5e-3, "resolution": 64}
STEPS = 40  # 4 epochs of 2 pictures, 10 times each, 2 at a time


@pytest.fixture
def ada(tmp_path: Path) -> CharacterReference:
    paths = []
    for name, colour in (("face", "peachpuff"), ("happy", "tan")):
        Image.new("RGB", (96, 128), colour).save(tmp_path / f"{name}.png")
        paths.append(tmp_path / f"{name}.png")
    return CharacterReference("ada", "Ada", "ada_k", base_face=paths[0], variations={"happy": paths[1]})


def trained(pipeline: DiffusersPipeline, who: CharacterReference, model: str = "tiny-sd15", **more: Any) -> Studio:
    parameters = {**WISHES, **SHORT, "model": model, **more.pop("parameters", {})}
    studio = Studio("", parameters, task_type="lora_training", characters=[who], **more)
    pipeline.run(studio)
    return studio


def weights(studio: Studio) -> bytes:
    found = {(name, extension): data for name, extension, data in studio.saved}
    assert set(found) == {("lora", "safetensors"), ("sample", "png")}
    return found["lora", "safetensors"]


def losses(studio: Studio) -> list[float]:
    return [each.loss for each in studio.told if each.loss is not None]


def drawn_with(make: Make, who: CharacterReference, path: Path, strength: float | Mapping[str, float]) -> bytes:
    cast = [replace(who, weights=path)]
    made = make("tiny-sd15", "ada_k in the rain", characters=cast, parameters={"lora_strength": strength})
    return made.saved[0][2]


def test_the_loss_falls(pipeline: DiffusersPipeline, ada: CharacterReference) -> None:
    studio = trained(pipeline, ada, parameters={"epochs": 10})
    told = losses(studio)
    assert len(told) == 100
    assert np.mean(told[-20:]) < 0.8 * np.mean(told[:20])
    assert sum(each.preview is not None for each in studio.told) == 3


@pytest.mark.parametrize("model", ["tiny-sd15", "tiny-sdxl"])
def test_the_file_says_what_it_is(
    pipeline: DiffusersPipeline, library: Path, ada: CharacterReference, tmp_path: Path, model: str
) -> None:
    studio = trained(pipeline, ada, model, parameters={"epochs": 1})
    (tmp_path / "ada.safetensors").write_bytes(weights(studio))
    with safe_open(tmp_path / "ada.safetensors", "pt") as file:
        told, names = file.metadata(), list(file.keys())
    [base] = [each for each in find(library) if each.name == model]
    assert (told["base"], told["base_sha256"]) == (model, Fingerprints(library).of(base))
    assert (told["ss_network_dim"], told["steps"], told["modelspec.trigger_phrase"]) == ("4", "10", "ada_k")
    assert float(told["loss"]) == pytest.approx(losses(studio)[-1], abs=1e-5)
    assert ada.base_face
    assert sha256(ada.base_face) in told["dataset"]
    assert all(name.startswith("unet.") and ".lora_" in name for name in names)


def test_it_changes_pictures_by_its_strength(
    pipeline: DiffusersPipeline, make: Make, ada: CharacterReference, tmp_path: Path
) -> None:
    path = tmp_path / "ada.safetensors"
    path.write_bytes(weights(trained(pipeline, ada)))
    without = make("tiny-sd15", "ada_k in the rain").saved[0][2]
    assert drawn_with(make, ada, path, 0) == without
    assert drawn_with(make, ada, path, {"ada": 0}) == without
    half, full = (pixels(drawn_with(make, ada, path, strength)) for strength in (0.5, 1.0))
    assert 0 < np.abs(half - pixels(without)).mean() < np.abs(full - pixels(without)).mean()
    assert make("tiny-sd15", "ada_k in the rain").saved[0][2] == without


def test_the_record_names_the_lora(
    pipeline: DiffusersPipeline, make: Make, ada: CharacterReference, tmp_path: Path
) -> None:
    path = tmp_path / "ada.safetensors"
    path.write_bytes(weights(trained(pipeline, ada, parameters={"epochs": 1})))
    made = make("tiny-sd15", characters=[replace(ada, weights=path)])
    assert made.models[1] == {"kind": "lora", "name": "ada.safetensors", "sha256": sha256(path), "strength": "0.8"}


def test_a_lora_of_another_family_is_refused_by_name(
    pipeline: DiffusersPipeline, make: Make, ada: CharacterReference, tmp_path: Path
) -> None:
    path = tmp_path / "ada.safetensors"
    path.write_bytes(weights(trained(pipeline, ada, parameters={"epochs": 1})))
    before = make("tiny-sdxl").saved
    with pytest.raises(ValueError, match="the LoRA of Ada does not fit this model"):
        make("tiny-sdxl", characters=[replace(ada, weights=path)])
    assert make("tiny-sdxl").saved == before


def test_taken_up_again_it_ends_in_the_same_weights(pipeline: DiffusersPipeline, ada: CharacterReference) -> None:
    whole = trained(pipeline, ada)
    cut = Studio("", {**WISHES, **SHORT, "model": "tiny-sd15"}, task_type="lora_training", characters=[ada])
    cut.cancel_at = 30
    with pytest.raises(Cancelled):
        pipeline.run(cut)
    assert cut.checkpoint
    resumed = trained(pipeline, ada, checkpoint=cut.checkpoint)
    assert len(losses(resumed)) == STEPS - 25
    one, other = load(weights(whole)), load(weights(resumed))
    assert all(one[name].equal(other[name]) for name in one)


def test_a_checkpoint_of_other_settings_is_none(pipeline: DiffusersPipeline, ada: CharacterReference) -> None:
    kept = trained(pipeline, ada).checkpoint
    again = trained(pipeline, ada, checkpoint=kept, parameters={"learning_rate": 1e-4})
    assert len(losses(again)) == STEPS
    assert len(losses(trained(pipeline, ada, checkpoint=b"torn"))) == STEPS


def test_without_a_face_there_is_nothing_to_learn(pipeline: DiffusersPipeline, ada: CharacterReference) -> None:
    with pytest.raises(ValueError, match="Ada has no base face to learn from"):
        trained(pipeline, replace(ada, base_face=None))
