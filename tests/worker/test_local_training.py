"""A LoRA of a character from the API through a worker that is killed, to a picture drawn with it."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image

from tests.support.calls import API, ended, submit
from tests.support.casting import picture
from tests.support.disk import committed, sound
from tests.support.studio import Studio
from tests.support.waiting import eventually
from tests.worker.local_models import SMALL, installed, studio_with_models
from tests.worker.test_into_character import Character

EPOCHS = 12
STEPS = 10 * EPOCHS  # of one picture, ten times an epoch


@pytest.fixture(scope="module")
def drawing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    running = studio_with_models(tmp_path_factory.mktemp("training"), "sd15")
    yield running
    running.close()


@installed
def test_a_training_that_is_killed_goes_on_and_its_weights_are_drawn_with(drawing: Studio) -> None:
    mara = Character(drawing)
    drawing.client.post(f"{mara.address}/base-face", files={"file": ("face.png", picture())}).raise_for_status()
    untrained = _drawn(drawing, mara, 1.0)
    accepted = mara.ask("lora/train", epochs=EPOCHS, rank=4, resolution=64, learning_rate=5e-3, seed=5)
    eventually(lambda: mara.get("/lora")["checkpoints"])
    drawing.workers[-1].kill()
    drawing.mend()
    done = ended(drawing.client, accepted["task_id"])
    assert (done["status"], done["attempt"], done["pipeline"]) == ("completed", 2, "diffusers")
    lora = mara.get("/lora")
    assert [each["step"] for each in lora["losses"]] == list(range(1, STEPS + 1))
    assert (lora["status"], lora["model"].endswith(".safetensors")) == ("completed", True)
    assert _drawn(drawing, mara, 0.0) == untrained
    assert len({_drawn(drawing, mara, strength) for strength in (0.0, 0.5, 1.0)}) == 3
    committed(mara.root)
    assert sound(mara.root)


def _drawn(studio: Studio, mara: Character, strength: float) -> bytes:
    wishes = {"parameters": {**SMALL, "lora_strength": strength}, "character_ids": [mara.id]}
    made = ended(studio.client, submit(studio.client, mara.film["id"], "Mara walks by", **wishes)["id"])
    assert made["status"] == "completed", made
    content = studio.client.get(f"{API}/takes/{made['take_id']}/content").content
    return Image.open(io.BytesIO(content)).convert("RGB").tobytes()
