"""A real ComfyUI server behind a whole studio, where one is named; the workflows are those that are shipped.

AUTEUR_TEST_COMFYUI       its address, or several separated by commas; it should have nothing else to do
AUTEUR_TEST_COMFYUI_LORA  a LoRA of its first checkpoint, which lies in its models/loras too
"""

from __future__ import annotations

import io
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from app.pipelines.comfyui import templates
from app.pipelines.comfyui.server import Graph, Server
from app.pipelines.comfyui.states import Ticket
from app.pipelines.comfyui.workflow import Workflow
from app.projects.schemas import Quality
from tests.support.clients.calls import API, ended, told
from tests.support.clients.desk import Desk
from tests.support.clients.sockets import socket
from tests.support.films.functions import declaration, put
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually
from tests.worker.making.test_into_character import Character

URLS = [url.strip().rstrip("/") for url in os.environ.get("AUTEUR_TEST_COMFYUI", "").split(",") if url.strip()]
LORA = os.environ.get("AUTEUR_TEST_COMFYUI_LORA", "")
pytestmark = [
    pytest.mark.skipif(not URLS, reason="AUTEUR_TEST_COMFYUI names no ComfyUI server"),
    pytest.mark.timeout(900),
]

SMALL = {"steps": 4, "width": 128, "height": 72}
LONG = {**SMALL, "steps": 200}
RENDERED = 600.0  # seconds: the first picture waits for the model, and this may be a processor's work
CHECKPOINTS = ("CheckpointLoaderSimple", "ckpt_name")
SHIPPED = Path(templates.__file__).with_name("workflows")


@pytest.fixture(scope="module")
def rendering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    studio = Studio(
        tmp_path_factory.mktemp("rendering"),
        AUTEUR_PIPELINES="comfyui",
        COMFYUI_URLS=",".join(URLS),
        WORKER_CONCURRENCY="2",
    )
    studio.start_worker()
    yield studio
    studio.close()


@pytest.fixture(scope="module")
def servers() -> Iterator[list[Server]]:
    with httpx.Client(timeout=30, trust_env=False) as http:
        yield [Server(url, http) for url in URLS]


@pytest.fixture(scope="module")
def desk(rendering: Studio, servers: list[Server]) -> Iterator[Desk]:
    """Nothing that is done at it leaves anything behind, here or at a server."""
    found = Desk(rendering)
    yield found
    eventually(lambda: all(map(idle, servers)))
    found.settled()
    found.proven_whole()


@pytest.fixture
def server(servers: list[Server]) -> Server:
    return servers[0]


@pytest.fixture
def somebody(server: Server) -> Iterator[Ticket]:
    """Another client's job, which keeps the server busy."""
    values = {"steps": 4000, "checkpoint": server.choices(*CHECKPOINTS)[0], "prompt": "Rain"}
    ticket = Ticket(server.url, str(uuid.uuid4()), str(uuid.uuid4()))
    server.submit(ticket, shipped("text_to_image").filled(values))
    eventually(lambda: server.queue().runs(ticket))
    yield ticket
    server.withdraw(ticket)


def shipped(name: str) -> Workflow:
    return Workflow.model_validate(json.loads((SHIPPED / f"{name}.json").read_text())["comfyui"])


def submit(desk: Desk, seed: int, **wishes: Any) -> str:
    parameters = {**SMALL, "seed": seed, **wishes.pop("parameters", {})}
    return str(desk.submit(parameters=parameters, **wishes)["id"])


def made(desk: Desk, seed: int, **wishes: Any) -> dict[str, Any]:
    done = ended(desk.studio.client, submit(desk, seed, **wishes), RENDERED)
    assert (done["status"], done["pipeline"], done["error"]) == ("completed", "comfyui", None)
    return done


def pixels(desk: Desk, done: dict[str, Any]) -> bytes:
    content = desk.studio.client.get(f"{API}/takes/{done['take_id']}/content").content
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == (128, 72)
        assert "KSampler" not in str(image.info)  # the server writes its whole graph into the picture
        return image.convert("RGB").tobytes()


def idle(server: Server) -> bool:
    return server.queue().load == 0


async def test_a_picture_is_rendered_and_its_progress_told(desk: Desk) -> None:
    async with socket(desk.studio.port, desk.id) as page:
        task_id = submit(desk, 1, quality_preset="draft")
        ended(desk.studio.client, task_id, RENDERED)
        await page.until_type("task.completed", task_id=task_id)
    told_of = [event["data"] for event in page.events if event["type"] == "task.progress"]
    assert [each["progress"] for each in told_of] == sorted(each["progress"] for each in told_of)
    assert told_of[-1]["progress"] == 100


def test_the_take_names_what_the_server_loaded(desk: Desk, server: Server) -> None:
    [used] = told(desk.studio.client.get(f"{API}/takes/{made(desk, 1)['take_id']}"))["models"]
    assert (used["kind"], used["name"]) == ("model", server.choices(*CHECKPOINTS)[0])


def test_the_same_seed_gives_the_same_picture(desk: Desk) -> None:
    first, again, other = (pixels(desk, made(desk, seed)) for seed in (5, 5, 6))
    assert first == again
    assert first != other


@pytest.mark.parametrize("tier", Quality)
def test_each_tier_s_sampler_is_known(desk: Desk, tier: Quality) -> None:
    tiers = told(desk.studio.client.get(f"{API}/quality/mappings"))
    done = made(desk, 7, quality_preset=tier)
    assert done["parameters"]["sampler"] == tiers[tier]["sampler"]


def test_a_picture_is_changed_by_its_strength(desk: Desk) -> None:
    source = made(desk, 5)
    weak, strong = (
        made(desk, 8, type="image_to_image", parameters={"source": source["output_path"], "strength": strength})
        for strength in (0.1, 1.0)
    )
    assert len({pixels(desk, each) for each in (source, weak, strong)}) == 3


@pytest.mark.skipif(not LORA, reason="AUTEUR_TEST_COMFYUI_LORA names no LoRA")
def test_a_character_s_lora_is_laid_over_by_its_strength(rendering: Studio) -> None:
    who = Character(rendering)
    shutil.copy(LORA, who.folder)
    record = json.loads((who.folder / "character.json").read_text())
    record["loraModel"] = f"01_Assets/Characters/{who.id}/{Path(LORA).name}"
    (who.folder / "character.json").write_text(json.dumps(record))
    desk = Desk(rendering)
    desk.id = who.film["id"]
    drawn = [
        made(desk, 9, character_ids=[who.id], parameters={"lora_strength": strength}) for strength in (0.0, 0.5, 1.0)
    ]
    assert len({pixels(desk, each) for each in drawn}) == 3
    used = told(rendering.client.get(f"{API}/takes/{drawn[-1]['take_id']}"))["models"][1]
    assert (used["kind"], used["name"], used["strength"]) == ("lora", Path(LORA).name, "1")
    assert used["sha256"]


def test_a_running_job_is_stopped_at_the_server(desk: Desk, servers: list[Server]) -> None:
    task_id = submit(desk, 10, parameters=LONG)
    eventually(lambda: any(each.queue().running for each in servers), RENDERED)
    told(desk.studio.client.post(f"{API}/tasks/{task_id}/cancel"))
    assert ended(desk.studio.client, task_id)["status"] == "cancelled"
    eventually(lambda: all(map(idle, servers)))


@pytest.mark.skipif(len(URLS) > 1, reason="the task would go to another server")
def test_a_waiting_job_is_withdrawn_and_nobody_else_s(desk: Desk, server: Server, somebody: Ticket) -> None:
    task_id = submit(desk, 11)
    eventually(lambda: len(server.queue().pending) == 1)
    told(desk.studio.client.post(f"{API}/tasks/{task_id}/cancel"))
    assert ended(desk.studio.client, task_id)["status"] == "cancelled"
    eventually(lambda: not server.queue().pending)
    assert server.queue().runs(somebody)


@pytest.mark.skipif(len(URLS) < 2, reason="AUTEUR_TEST_COMFYUI names one server alone")
def test_a_task_goes_to_the_server_that_is_free(desk: Desk, server: Server, somebody: Ticket) -> None:
    made(desk, 12)
    assert server.queue().runs(somebody)


def test_a_checkpoint_that_is_not_there_is_named(desk: Desk) -> None:
    failed = ended(desk.studio.client, submit(desk, 13, parameters={"model": "lacking.safetensors"}), RENDERED)
    assert failed["status"] == "failed"
    assert "has no checkpoint lacking.safetensors" in failed["error"]["detail"]


def test_what_the_server_refuses_is_told_at_its_node(desk: Desk, server: Server) -> None:
    graph: Graph = shipped("text_to_image").filled({"checkpoint": server.choices(*CHECKPOINTS)[0]})
    graph["3"]["inputs"]["scheduler"] = "best"
    recipe = {"workflow": graph, "slots": {"prompt": "6.text"}}
    needs, anything = {"vram_gb": {}, "pipelines": ["comfyui"]}, {"type": "object"}
    put(desk.studio.workspace, "t.json", declaration("refused_v1", needs=needs, inputs=anything, comfyui=recipe))
    failed = ended(desk.studio.client, submit(desk, 14, template_id="refused_v1"), RENDERED)
    assert failed["status"] == "failed"
    assert "node 3 (Sampling): Value not in list: scheduler: 'best' not in" in failed["error"]["detail"]
