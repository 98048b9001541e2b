"""Real weights, tiny ones, from the API through a worker to a take; and what is said where there are none."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.support.clients.calls import API, ended, make_film, submit, told
from tests.support.clients.sockets import socket
from tests.support.films.casting import picture
from tests.support.films.disk import committed, sound
from tests.support.studios.processes import environment
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually
from tests.worker.making.local_models import LOADING, SMALL, installed, studio_with_models
from tests.worker.making.test_into_character import Character

EPOCHS = 6
STEPS = 10 * EPOCHS  # of one picture, ten times an epoch
pytestmark = pytest.mark.timeout(1200)  # model libraries take a minute to be imported where others work too
_LIBRARIES = ("torch", "diffusers", "transformers", "peft", "skia", "av", "numpy", "PIL")


@pytest.fixture(scope="module")
def drawing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """One for all of this file: each process of a pool imports the model libraries, which takes longer than what they
    make here."""
    running = studio_with_models(tmp_path_factory.mktemp("models"), "sd15", "sdxl")
    yield running
    running.close()


@installed
def test_a_prompt_becomes_a_take_that_names_its_weights(drawing: Studio) -> None:
    film = make_film(drawing.client)
    done = _made(drawing, film["id"], model="tiny-sdxl")
    assert (done["status"], done["pipeline"], done["fallback_from"]) == (
        "completed",
        "diffusers",
        "gms-flux:1.0-standard",
    )
    take = told(drawing.client.get(f"{API}/takes/{done['take_id']}"))
    [used] = take["models"]
    assert (used["kind"], used["name"], used["optimization"]) == ("model", "tiny-sdxl", "full_parallel")
    assert used["sha256"]
    eventually(lambda: _announced(drawing, "tiny-sdxl")["sha256"] == used["sha256"])
    folder = drawing.workspace / film["folder"]
    committed(folder)
    assert sound(folder)


@installed
def test_the_same_seed_gives_the_same_bytes(drawing: Studio) -> None:
    film = make_film(drawing.client)
    takes = [_made(drawing, film["id"], model="tiny-sd15", seed=seed)["take_id"] for seed in (5, 5, 6)]
    first, again, other = (_pixels(drawing, take) for take in takes)
    assert first == again
    assert first != other


@installed
@pytest.mark.parametrize("tier", ["draft", "standard", "premium"])
def test_each_tier_draws_with_its_own_sampler(drawing: Studio, tier: str) -> None:
    film = make_film(drawing.client, quality=tier)
    done = _made(drawing, film["id"], steps=3)
    assert done["status"] == "completed"
    tiers = told(drawing.client.get(f"{API}/quality/mappings"))
    assert done["parameters"]["sampler"] == tiers[tier]["sampler"]


@installed
def test_a_picture_is_changed(drawing: Studio) -> None:
    film = make_film(drawing.client)
    source = _made(drawing, film["id"])["output_path"]
    wishes = {"source": source, "strength": 0.5, **SMALL}
    accepted = submit(drawing.client, film["id"], "At night", type="image_to_image", parameters=wishes)
    assert ended(drawing.client, accepted["id"])["status"] == "completed"


@installed
async def test_a_picture_is_cancelled_between_steps(drawing: Studio) -> None:
    film = make_film(drawing.client)
    async with socket(drawing.port, film["id"]) as page:
        large = {"steps": 200, "width": 512, "height": 512}
        accepted = submit(drawing.client, film["id"], "A cathedral", parameters=large)
        await page.until(lambda m: m["type"] == "task.progress" and m["data"]["step"]["description"] == "Sampling")
        told(drawing.client.post(f"{API}/tasks/{accepted['id']}/cancel"))
        await page.until_type("task.cancelled", task_id=accepted["id"])
    folder = drawing.workspace / film["folder"]
    assert [path.name for path in (folder / "03_Renders").iterdir()] == [".gitkeep"]
    assert _made(drawing, film["id"])["status"] == "completed"


@installed
def test_a_model_that_is_not_there_fails_the_task_and_says_which_are(drawing: Studio) -> None:
    done = _made(drawing, make_film(drawing.client)["id"], model="nothing")
    assert done["status"] == "failed"
    assert "there are: tiny-sd15, tiny-sdxl" in done["error"]["detail"]


@installed
def test_a_model_that_arrives_is_found(drawing: Studio) -> None:
    from tests.support.generation.tiny_models import build_flux  # noqa: PLC0415  it imports torch

    assert {model["family"] for model in _models(drawing)} == {"sd15", "sdxl"}
    build_flux(drawing.workspace / "Library/AI_Models")
    eventually(lambda: "flux" in {model["family"] for model in _models(drawing)})
    assert _made(drawing, make_film(drawing.client)["id"], model="tiny-flux")["status"] == "completed"


@installed
def test_words_become_a_film_by_a_video_model(drawing: Studio) -> None:
    from tests.support.generation.tiny_models import build_ltx  # noqa: PLC0415  it imports torch

    build_ltx(drawing.workspace / "Library/AI_Models")
    eventually(lambda: "ltx" in {model["family"] for model in _models(drawing)})
    film_id = make_film(drawing.client)["id"]
    wishes = {**SMALL, "model": "tiny-ltx", "fps": 12, "duration": 0.6}
    done = ended(drawing.client, submit(drawing.client, film_id, type="text_to_video", parameters=wishes)["id"])
    assert (done["status"], done["pipeline"]) == ("completed", "diffusers"), done
    film = drawing.client.get(f"{API}/takes/{done['take_id']}/content")
    assert film.headers["content-type"] == "video/mp4"


@installed
def test_a_training_that_is_killed_goes_on_and_its_weights_are_drawn_with(drawing: Studio) -> None:
    mara = Character(drawing)
    drawing.client.post(f"{mara.address}/base-face", files={"file": ("face.png", picture())}).raise_for_status()
    untrained = _drawn(drawing, mara, 1.0)
    accepted = mara.ask("lora/train", epochs=EPOCHS, rank=4, resolution=64, learning_rate=5e-3, seed=5)
    eventually(lambda: mara.get("/lora")["checkpoints"], LOADING)
    drawing.workers[-1].kill()
    drawing.mend()
    done = ended(drawing.client, accepted["task_id"], LOADING)
    assert (done["status"], done["attempt"] > 1, done["pipeline"]) == ("completed", True, "diffusers")
    lora = mara.get("/lora")
    assert [each["step"] for each in lora["losses"]] == list(range(1, STEPS + 1))
    assert (lora["status"], lora["model"].endswith(".safetensors")) == ("completed", True)
    assert _drawn(drawing, mara, 0.0) == untrained
    assert len({_drawn(drawing, mara, strength) for strength in (0.0, 0.5, 1.0)}) == 3
    committed(mara.root)
    assert sound(mara.root)


def test_the_running_web_process_maps_no_model_or_drawing_library(studio: Studio) -> None:
    assert _models(studio) == []
    assert studio.client.get(f"{API}/system/runners").is_success
    mapped = Path(f"/proc/{studio.backend.pid}/maps").read_text(encoding="utf-8")
    assert [name for name in _LIBRARIES if f"/{name}/" in mapped] == []


def test_the_web_process_imports_no_model_or_drawing_library() -> None:
    script = "import app.main, json, sys; print(json.dumps(sorted(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", script], env=environment(), capture_output=True, check=True)
    assert not set(_LIBRARIES) & set(json.loads(found.stdout))


def _models(studio: Studio) -> list[dict[str, str]]:
    found: list[dict[str, str]] = studio.client.get(f"{API}/system/models").json()
    return found


def _announced(studio: Studio, name: str) -> dict[str, Any]:
    return next(model for model in _models(studio) if model["name"] == name)


def _made(studio: Studio, film_id: str, **wishes: object) -> dict[str, Any]:
    accepted = submit(studio.client, film_id, parameters={**SMALL, **wishes})
    return ended(studio.client, accepted["id"])


def _pixels(studio: Studio, take_id: object) -> bytes:
    """Without the record, which travels in the file."""
    content = studio.client.get(f"{API}/takes/{take_id}/content").content
    return Image.open(io.BytesIO(content)).convert("RGB").tobytes()


def _drawn(studio: Studio, mara: Character, strength: float) -> bytes:
    wishes = {"parameters": {**SMALL, "model": "tiny-sdxl", "lora_strength": strength}, "character_ids": [mara.id]}
    made = ended(studio.client, submit(studio.client, mara.film["id"], "Mara walks by", **wishes)["id"])
    assert made["status"] == "completed", made
    return _pixels(studio, made["take_id"])
