"""What is drawn and learnt of a character: into its folder, used at once, and nothing lost when a worker is killed."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.pipelines.base import Context
from app.projects.film import Film
from app.tasks.queues import TRAINING
from app.tasks.schemas import Status, Task
from app.worker.making import running
from app.worker.studio import Studio as Workshop
from tests.support.clients.calls import API, ended, make_film, problem, submit, task, told
from tests.support.clients.sockets import socket
from tests.support.films.casting import picture
from tests.support.films.disk import commits, committed, is_pointer, sound
from tests.support.generation.making import left_over
from tests.support.generation.pipelines import Recipe
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually
from tests.worker.conftest import Submit

KINDS = ["angry", "happy"]


class Character:
    """One of a film, over REST and on disk."""

    def __init__(self, studio: Studio, **film: Any) -> None:
        self.studio = studio
        self.film = make_film(studio.client, quality="draft", **film)
        body = {"name": "Mara Quinn", "description": "a young woman with long black hair in a red coat"}
        made = told(studio.client.post(f"{API}/projects/{self.film['id']}/characters", json=body), 201)
        self.id = made["assetId"]
        self.address = f"{API}/projects/{self.film['id']}/characters/{self.id}"
        self.root = studio.workspace / self.film["folder"]
        self.folder = self.root / "01_Assets/Characters" / self.id

    def ask(self, what: str, **wishes: Any) -> dict[str, Any]:
        return told(self.studio.client.post(f"{self.address}/{what}", json=wishes), 202)

    def made(self, what: str, **wishes: Any) -> dict[str, Any]:
        """The task, completed."""
        accepted = self.ask(what, **wishes)
        done = ended(self.studio.client, accepted.get("task_id") or accepted["id"])
        assert done["status"] == "completed", done
        return done

    def get(self, what: str = "") -> dict[str, Any]:
        return told(self.studio.client.get(f"{self.address}{what}"))


@pytest.fixture
def mara(drawing: Studio) -> Character:
    drawing.mend()
    return Character(drawing)


async def test_a_base_face_and_variations_are_drawn_into_the_character(drawing: Studio, mara: Character) -> None:
    async with socket(drawing.port, mara.film["id"]) as page:
        face = mara.made("base-face/generate", seed=3)
        assert face["outputs"] == [f"{mara.film['folder']}/01_Assets/Characters/{mara.id}/base_face.png"]
        await page.until_type("character.baseFace.uploaded", char_id=mara.id)
        done = mara.made("variations/generate", variation_types=KINDS, seed=3)
        for kind in KINDS:
            told_of = await page.until_type("character.variation.generated", variation_type=kind)
            assert told_of["data"]["image_path"].endswith(f"/variations/{kind}.png")
        await page.until(lambda m: m["type"] == "character.updated" and len(m["data"]["character"]["variations"]) == 2)
    shown = mara.get()
    assert sorted(shown["variations"]) == KINDS
    pictures = [drawing.client.get(shown["variations"][kind]["url"]).content for kind in KINDS]
    assert len({Image.open(io.BytesIO(data)).convert("RGB").tobytes() for data in pictures}) == 2
    assert drawing.client.get(shown["baseFace"]["url"]).headers["content-type"] == "image/png"
    assert done["take_id"] is None
    assert told(drawing.client.get(f"{mara.address}/usage"))["totalUsages"] == 0
    committed(mara.root)
    for name in ("base_face.png", *(f"variations/{kind}.png" for kind in KINDS)):
        assert is_pointer(mara.root, f"01_Assets/Characters/{mara.id}/{name}")
    assert any(done["id"] in message for message in commits(mara.root))
    assert renders_of(mara) == []


async def test_a_character_is_trained_live_and_drawn_with_what_was_learnt(drawing: Studio, mara: Character) -> None:
    mara.made("base-face/generate", seed=3)
    before = shot(drawing, mara)
    async with socket(drawing.port, mara.film["id"]) as page:
        accepted = mara.ask("lora/train", epochs=10, learningRate=0.0001, batchSize=4)
        assert accepted["status"] == "pending"
        assert mara.get()["loraTrainingStatus"] == "training"
        await page.until_type("character.lora.status", status="completed")
    statuses = [e["data"] for e in page.events if e["type"] == "character.lora.status"]
    assert [each["status"] for each in statuses][:2] == ["training", "training"]
    moving = [each for each in statuses if each["currentStep"] and each["status"] == "training"]
    assert moving[0]["totalSteps"] == 240
    assert moving[-1]["loss"] < moving[0]["loss"]
    lora = mara.get("/lora")
    assert lora["status"] == mara.get()["loraTrainingStatus"] == "completed"
    assert [each["step"] for each in lora["losses"]] == list(range(1, 241))
    assert drawing.client.get(lora["samples"][0]["url"]).headers["content-type"] == "image/png"
    weights = mara.root / lora["model"]
    assert weights == mara.folder / f"lora/{mara.id}.safetensors"
    after = shot(drawing, mara)
    assert after.tobytes() != before.tobytes()
    assert lora["checkpoints"] == []
    committed(mara.root)
    assert is_pointer(mara.root, lora["model"])
    assert any(accepted["task_id"] in message for message in commits(mara.root))
    assert sound(mara.root)


def test_what_was_learnt_before_is_never_written_over(mara: Character) -> None:
    mara.made("base-face/generate")
    mara.made("lora/train", epochs=1)
    first = mara.get("/lora")
    learnt = (mara.root / first["model"]).read_bytes()
    mara.made("lora/train", epochs=2, seed=9)
    second = mara.get("/lora")
    assert second["model"] == f"01_Assets/Characters/{mara.id}/lora/{mara.id}_2.safetensors"
    assert (mara.root / first["model"]).read_bytes() == learnt
    assert len(second["samples"]) == 2
    assert len(second["losses"]) == 48


async def test_a_training_whose_worker_is_killed_goes_on_from_its_checkpoint(drawing: Studio, mara: Character) -> None:
    mara.made("base-face/generate", seed=3)
    mara.made("lora/train", epochs=40, seed=5)
    whole = (mara.root / mara.get("/lora")["model"]).read_bytes()
    accepted = mara.ask("lora/train", epochs=40, seed=5)
    eventually(lambda: mara.get("/lora")["checkpoints"])
    drawing.workers[-1].kill()
    kept = mara.get("/lora")
    assert kept["status"] == "training"
    drawing.mend()
    done = ended(drawing.client, accepted["task_id"])
    assert (done["status"], done["attempt"]) == ("completed", 2)
    lora = mara.get("/lora")
    assert [each["step"] for each in lora["losses"]] == list(range(1, 961))
    assert (mara.root / lora["model"]).read_bytes() == whole
    assert resumed_at(drawing, done["id"]) > 1
    committed(mara.root)
    assert sound(mara.root)


def test_a_cancelled_training_leaves_the_character_as_it_was(drawing: Studio, mara: Character) -> None:
    mara.made("base-face/generate")
    accepted = mara.ask("lora/train", epochs=200)
    problem(drawing.client.post(f"{mara.address}/lora/train", json={}), 409, "in_training")
    eventually(lambda: task(drawing.client, accepted["task_id"])["status"] == "processing")
    told(drawing.client.post(f"{API}/tasks/{accepted['task_id']}/cancel"))
    assert ended(drawing.client, accepted["task_id"])["status"] == "cancelled"
    assert mara.get("/lora") == mara.get("/lora") | {"status": "untrained", "model": None, "losses": []}
    assert not list((mara.root / "05_Cache/checkpoints").glob("*"))


def test_a_shot_with_the_character_is_its_usage(drawing: Studio, mara: Character) -> None:
    mara.made("base-face/generate")
    shot(drawing, mara)
    usage = told(drawing.client.get(f"{mara.address}/usage"))
    assert (usage["totalUsages"], usage["shotIds"]) == (1, ["unassigned"])


def trainee(film: Film) -> dict[str, Any]:
    folder = film.place("01_Assets/Characters/orlok")
    record = {"assetId": "orlok", "name": "Orlok", "description": "", "triggerWord": "orlok", "usages": []}
    state = {"created": "2026-01-01T00:00:00Z", "loraTrainingStatus": "untrained", "loraModel": None}
    (folder / "character.json").write_text(json.dumps(record | state))
    (folder / "base_face.png").write_bytes(picture())
    return {"type": "lora_training", "prompt": "", "node_id": None, "character_ids": ["orlok"]}


class Trainer(Recipe):
    serves = frozenset({"lora_training"})


def train(workshop: Workshop, accepted: Task, run: Any) -> Task:
    running.run(workshop, [Trainer(run)], TRAINING)
    return workshop.ledger.get(accepted.id)


def test_a_failed_training_says_why_and_is_tried_again_from_where_it_was(
    workshop: Workshop, film: Film, submit: Submit, tasks: Any
) -> None:
    seen: list[bytes | None] = []

    def break_off(context: Context) -> None:
        context.progress(1, 2, "Learning", loss=0.5)
        context.keep(b"half way")
        raise RuntimeError("no more memory")

    def go_on(context: Context) -> None:
        seen.append(context.checkpoint)
        context.progress(2, 2, "Learning", loss=0.25)
        context.save("look", "safetensors", b"weights")

    failed = train(workshop, submit(**trainee(film)), break_off)
    assert failed.status is Status.FAILED
    state = json.loads((film.state / "trainings/orlok.json").read_text())
    assert state["status"] == "failed"
    assert "no more memory" in state["error"]
    done = train(workshop, tasks.retry(failed.id), go_on)
    assert done.status is Status.COMPLETED
    assert seen == [b"half way"]
    assert left_over(film) == []
    assert (film.folder / "01_Assets/Characters/orlok/lora/orlok.safetensors").read_bytes() == b"weights"


def test_a_character_that_is_deleted_meanwhile_gets_nothing(workshop: Workshop, film: Film, submit: Submit) -> None:
    def delete(context: Context) -> None:
        (film.folder / "01_Assets/Characters/orlok/character.json").unlink()
        context.save("look", "safetensors", b"weights")

    failed = train(workshop, submit(**trainee(film)), delete)
    assert failed.status is Status.FAILED
    assert not list((film.folder / "01_Assets/Characters/orlok").rglob("*.safetensors"))


def test_a_variation_of_an_impossible_name_is_none(workshop: Workshop, film: Film, submit: Submit) -> None:
    class Painter(Recipe):
        serves = frozenset({"character_variations"})

    def paint(context: Context) -> None:
        context.save("..", "png", picture())

    accepted = submit(**trainee(film) | {"type": "character_variations"})
    running.run(workshop, [Painter(paint)], accepted.queue)
    assert workshop.ledger.get(accepted.id).status is Status.FAILED


def shot(studio: Studio, of: Character) -> Image.Image:
    """A close-up of the character."""
    wishes = {"character_ids": [of.id], "parameters": {"seed": 4, "width": 320, "height": 180}}
    accepted = submit(studio.client, of.film["id"], "Close-up of Mara Quinn", **wishes)
    assert ended(studio.client, accepted["id"])["status"] == "completed"
    data = studio.client.get(f"{API}/takes/{accepted['id']}/content").content
    return Image.open(io.BytesIO(data)).convert("RGB")


def renders_of(of: Character) -> list[str]:
    return [path.name for path in Path(of.root / "03_Renders").rglob("*") if path.name != ".gitkeep"]


def resumed_at(studio: Studio, task_id: str) -> int:
    """The first step of the last attempt that was told."""
    with studio.redis.client() as redis:
        found = told_steps(redis, task_id)
    starts = [index for index, step in enumerate(found) if index and step < found[index - 1]]
    return found[starts[-1]] if starts else found[-1]


def told_steps(redis: Any, task_id: str) -> list[int]:
    project_id = json.loads(redis.get(f"task:{task_id}"))["project_id"]
    rows = [json.loads(fields[b"event"]) for _, fields in redis.xrange(f"events:{project_id}:stream")]
    wanted = [row["data"] for row in rows if row["type"] == "task.progress" and row["data"]["task_id"] == task_id]
    return [data["step"]["current"] for data in wanted]
