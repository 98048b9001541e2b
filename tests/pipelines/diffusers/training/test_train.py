from __future__ import annotations

from collections.abc import Iterator, Mapping
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


@pytest.fixture(scope="module", autouse=True)
def brisk() -> Iterator[None]:
    """Samples that are hardly drawn: what they cost is most of a tiny training."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.pipelines.diffusers.training.train._SAMPLE_STEPS", 1)
        yield


@pytest.fixture(scope="module")
def ada(tmp_path_factory: pytest.TempPathFactory) -> CharacterReference:
    folder, paths = tmp_path_factory.mktemp("ada"), []
    for name, colour in (("face", "peachpuff"), ("happy", "tan")):
        Image.new("RGB", (96, 128), colour).save(folder / f"{name}.png")
        paths.append(folder / f"{name}.png")
    return CharacterReference("ada", "Ada", "ada_k", base_face=paths[0], variations={"happy": paths[1]})


@pytest.fixture(scope="module")
def learnt(pipeline: DiffusersPipeline, ada: CharacterReference) -> Studio:
    """A whole training."""
    return trained(pipeline, ada)


@pytest.fixture(scope="module")
def lora(learnt: Studio, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lora") / "ada.safetensors"
    path.write_bytes(weights(learnt))
    return path


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


def first_step(pipeline: DiffusersPipeline, who: CharacterReference, rate: float = 5e-3, **more: Any) -> int:
    """The one at which a training begins, or goes on."""
    wishes = {**WISHES, **SHORT, "model": "tiny-sd15", "learning_rate": rate}
    studio = Studio("", wishes, task_type="lora_training", characters=[who], **more)
    with pytest.raises(Cancelled):
        pipeline.run(studio)
    return studio.told[-1].step


def drawn_with(make: Make, who: CharacterReference, path: Path, strength: float | Mapping[str, float]) -> bytes:
    cast = [replace(who, weights=path)]
    made = make("tiny-sd15", "ada_k in the rain", characters=cast, parameters={"lora_strength": strength})
    return made.saved[0][2]


def test_the_loss_falls(learnt: Studio) -> None:
    told = losses(learnt)
    assert len(told) == STEPS
    assert np.mean(told[-10:]) < 0.8 * np.mean(told[:10])
    assert sum(each.preview is not None for each in learnt.told) == 3


def test_the_file_says_what_it_is(library: Path, ada: CharacterReference, learnt: Studio, lora: Path) -> None:
    with safe_open(lora, "pt") as file:
        told, names = file.metadata(), list(file.keys())
    [base] = [each for each in find(library) if each.name == "tiny-sd15"]
    assert (told["base"], told["base_sha256"]) == ("tiny-sd15", Fingerprints(library).of(base))
    assert (told["ss_network_dim"], told["steps"], told["modelspec.trigger_phrase"]) == ("4", str(STEPS), "ada_k")
    assert float(told["loss"]) == pytest.approx(losses(learnt)[-1], abs=1e-5)
    assert ada.base_face
    assert sha256(ada.base_face) in told["dataset"]
    assert all(name.startswith("lora_unet_") for name in names)


def test_a_model_of_two_encoders_learns_too(
    pipeline: DiffusersPipeline, make: Make, ada: CharacterReference, tmp_path: Path
) -> None:
    path = tmp_path / "ada.safetensors"
    path.write_bytes(weights(trained(pipeline, ada, "tiny-sdxl", parameters={"epochs": 1})))
    with safe_open(path, "pt") as file:
        assert file.metadata()["ss_base_model_version"] == "sdxl_base_v1-0"
    assert make("tiny-sdxl", characters=[replace(ada, weights=path)]).saved != make("tiny-sdxl").saved


def test_it_changes_pictures_by_its_strength(make: Make, ada: CharacterReference, lora: Path) -> None:
    without = make("tiny-sd15", "ada_k in the rain").saved[0][2]
    assert drawn_with(make, ada, lora, 0) == without
    assert drawn_with(make, ada, lora, {"ada": 0}) == without
    half, full = (pixels(drawn_with(make, ada, lora, strength)) for strength in (0.5, 1.0))
    assert 0 < np.abs(half - pixels(without)).mean() < np.abs(full - pixels(without)).mean()
    assert make("tiny-sd15", "ada_k in the rain").saved[0][2] == without


def test_the_record_names_the_lora(make: Make, ada: CharacterReference, lora: Path) -> None:
    made = make("tiny-sd15", characters=[replace(ada, weights=lora)])
    assert made.models[1] == {"kind": "lora", "name": "ada.safetensors", "sha256": sha256(lora), "strength": "0.8"}


def test_a_lora_of_another_family_is_refused_by_name(make: Make, ada: CharacterReference, lora: Path) -> None:
    before = make("tiny-sdxl").saved
    with pytest.raises(ValueError, match="the LoRA of Ada does not fit this model"):
        make("tiny-sdxl", characters=[replace(ada, weights=lora)])
    assert make("tiny-sdxl").saved == before


def test_taken_up_again_it_ends_in_the_same_weights(
    pipeline: DiffusersPipeline, ada: CharacterReference, learnt: Studio
) -> None:
    assert learnt.checkpoint
    resumed = trained(pipeline, ada, checkpoint=learnt.checkpoint)
    assert len(losses(resumed)) == STEPS - 25
    one, other = load(weights(learnt)), load(weights(resumed))
    assert all(one[name].equal(other[name]) for name in one)


def test_a_checkpoint_of_other_settings_is_none(
    pipeline: DiffusersPipeline, ada: CharacterReference, learnt: Studio
) -> None:
    kept = learnt.checkpoint
    assert first_step(pipeline, ada, checkpoint=kept, cancel_at=26) == 26
    assert first_step(pipeline, ada, 1e-4, checkpoint=kept, cancel_at=1) == 1
    assert first_step(pipeline, ada, checkpoint=b"torn", cancel_at=1) == 1


def test_without_a_face_there_is_nothing_to_learn(pipeline: DiffusersPipeline, ada: CharacterReference) -> None:
    with pytest.raises(ValueError, match="Ada has no base face to learn from"):
        trained(pipeline, replace(ada, base_face=None))
