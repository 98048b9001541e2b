from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.pipelines.base import Cancelled
from app.pipelines.diffusers import DiffusersPipeline
from app.pipelines.diffusers.shelf.fingerprints import sha256
from tests.pipelines.diffusers.making.conftest import WISHES, Make
from tests.pipelines.storyboard.studio import Studio, picture, pixels

STILLS = ["tiny-sd15", "tiny-sdxl", "tiny-flux"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    shades = np.linspace(0, 255, 64 * 64 * 3).reshape(64, 64, 3)
    Image.fromarray(shades.astype(np.uint8)).save(tmp_path / "source.png")
    return tmp_path / "source.png"


@pytest.fixture
def mask(tmp_path: Path) -> Path:
    """Its left half may change."""
    white = Image.new("L", (64, 64))
    white.paste(255, (0, 0, 32, 64))
    white.save(tmp_path / "mask.png")
    return tmp_path / "mask.png"


def png(studio: Studio) -> bytes:
    [(name, extension, data)] = studio.saved
    assert (name, extension) == ("image", "png")
    return data


@pytest.mark.parametrize("model", STILLS)
def test_words_become_a_picture_and_the_same_seed_the_same_bytes(make: Make, model: str) -> None:
    first = make(model)
    assert picture(png(first)).size == (64, 64)
    assert png(make(model)) == png(first)
    assert png(make(model, seed=8)) != png(first)
    assert png(make(model, prompt="A lighthouse in a storm")) != png(first)


def test_another_process_of_the_pool_draws_the_same(make: Make, library: Path) -> None:
    anew = Studio("A fox", {**WISHES, "model": "tiny-sdxl"})
    DiffusersPipeline(library).run(anew)
    assert png(anew) == png(make("tiny-sdxl"))


@pytest.mark.parametrize("model", STILLS)
def test_a_picture_becomes_another_the_more_the_stronger(make: Make, model: str, source: Path) -> None:
    changed = {
        strength: pixels(png(make(model, task_type="image_to_image", source=source, parameters={"strength": strength})))
        for strength in (0.4, 1.0)
    }
    assert changed[0.4].shape == (64, 64, 3)
    assert not np.array_equal(changed[0.4], changed[1.0])


@pytest.mark.parametrize("model", STILLS)
def test_a_part_is_painted_anew(make: Make, model: str, source: Path, mask: Path) -> None:
    painted = make(model, task_type="inpaint", source=source, mask=mask, parameters={"strength": 1.0})
    other = make(model, task_type="inpaint", source=source, mask=mask, parameters={"strength": 1.0}, seed=9)
    apart = np.abs(pixels(png(painted)) - pixels(png(other)))
    assert apart[:, :24].mean() > apart[:, 40:].mean()


@pytest.mark.parametrize("task_type", ["image_to_image", "inpaint"])
def test_without_a_source_there_is_nothing_to_change(make: Make, task_type: str) -> None:
    with pytest.raises(ValueError, match="it needs a source picture"):
        make(task_type=task_type)


def test_a_source_that_is_no_picture_is_named(make: Make, tmp_path: Path) -> None:
    (tmp_path / "notes.png").write_text("Not a picture")
    with pytest.raises(ValueError, match=r"notes\.png can't be read as a picture"):
        make(task_type="image_to_image", source=tmp_path / "notes.png")


def test_a_changed_picture_keeps_its_proportions(make: Make, tmp_path: Path) -> None:
    Image.new("RGB", (640, 160), "navy").save(tmp_path / "wide.png")
    unsized = {"width": None, "height": None}
    made = make(task_type="image_to_image", source=tmp_path / "wide.png", parameters=unsized)
    assert picture(png(made)).size == (128, 32)


def test_without_a_size_it_is_as_large_as_the_model_was_trained_for(make: Make) -> None:
    made = make(parameters={"width": None, "height": None})
    width, height = picture(png(made)).size
    assert width * height == pytest.approx(64 * 64, rel=0.2)
    assert width > height


def test_each_step_is_told(make: Make) -> None:
    told = make().told
    assert [(each.step, each.total) for each in told if each.description == "Sampling"] == [(1, 4), (2, 4), (3, 4)]
    assert (told[0].description, told[-1].description) == ("Loading tiny-sd15", "Drawn")
    assert told[-1].step == told[-1].total


@pytest.mark.parametrize("model", STILLS)
def test_it_is_cancelled_between_steps_and_draws_on(make: Make, model: str, pipeline: DiffusersPipeline) -> None:
    stopped = Studio("A fox", {**WISHES, "model": model}, cancel_at=2)
    with pytest.raises(Cancelled):
        pipeline.run(stopped)
    assert [each.step for each in stopped.told] == [0, 1, 2]
    assert stopped.saved == []
    assert png(make(model)) == png(make(model))


@pytest.mark.parametrize("model", STILLS)
def test_a_slow_picture_is_shown_on_the_way(make: Make, model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.pipelines.diffusers.making.sampling._SHOWN_SECONDS", 0)
    shown = [each.preview for each in make(model).told if each.preview]
    assert len(shown) == 3
    assert Image.open(io.BytesIO(shown[0])).format == "JPEG"
    assert shown[0] != shown[2]


def test_the_record_names_the_weights(make: Make, library: Path) -> None:
    [model] = make("tiny-flux").models
    weights = sorted((library / "tiny-flux").glob("*/*.safetensors"))
    assert model == {
        "kind": "model",
        "name": "tiny-flux",
        "sha256": sha256(*weights),
        "optimization": "full_parallel",
    }


def test_an_unknown_model_is_refused_with_those_that_there_are(make: Make) -> None:
    with pytest.raises(ValueError, match="there are: tiny-flux, tiny-sd15, tiny-sdxl"):
        make("nothing")
