"""Runners of others report over REST what ours write themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient
from redis import Redis

from app.projects.film import Film
from app.tasks import journal
from app.tasks.ledger import Ledger, lease_key
from app.tasks.queues import GENERATION
from tests.support.clients.calls import API, problem, told
from tests.support.films.casting import picture
from tests.support.films.stored import events
from tests.tasks.conftest import Submitted


@pytest.fixture
async def task_id(submitted: Submitted) -> str:
    return str((await submitted(node_id="n1"))["id"])


async def report(api: AsyncClient, task_id: str, **said: Any) -> dict[str, Any]:
    return told(await api.patch(f"{API}/tasks/{task_id}", json=said))


async def refused(api: AsyncClient, task_id: str, answer: int, code: str | None = None, **said: Any) -> None:
    problem(await api.patch(f"{API}/tasks/{task_id}", json=said), answer, code)


def rendered(film: Film, name: str = "outside.png") -> Path:
    path = film.folder / "03_Renders" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"what the runner drew")
    return path


async def test_a_task_made_outside_is_a_task_like_every_other(
    api: AsyncClient, film: Film, task_id: str, redis: Redis
) -> None:
    begun = await report(api, task_id, status="processing", runner_id="comfy-1", pipeline="flux")
    assert (begun["status"], begun["runner_id"], begun["attempt"]) == ("processing", "comfy-1", 1)
    half = await report(api, task_id, progress=50, description="Tone")
    assert (half["progress"], half["step"]["description"]) == (50, "Tone")
    rendered(film)
    done = await report(api, task_id, status="completed", output_path="Nosferatu/03_Renders/outside.png")
    assert (done["status"], done["output_path"], done["take_id"]) == (
        "completed",
        "Nosferatu/03_Renders/outside.png",
        task_id,
    )
    written = journal.read(film, task_id)
    assert written
    assert written.model_dump(mode="json") == done
    [take] = (await api.get(f"{API}/projects/{film.id}/takes")).json()
    assert (take["path"], take["pipeline"], take["runner_id"]) == (
        "Nosferatu/03_Renders/outside.png",
        "flux",
        "comfy-1",
    )
    assert (await api.get(take["url"])).content == b"what the runner drew"
    assert [event["type"] for event in events(redis, film.id) if not event["type"].startswith("node.")] == [
        "task.created",
        "task.queued",
        "task.started",
        "task.progress",
        "take.created",
        "task.completed",
    ]
    assert [event["data"]["state"] for event in events(redis, film.id, "node.state.updated")] == [
        "queued",
        "processing",
        "completed",
    ]


async def test_an_end_reported_again_changes_nothing(api: AsyncClient, film: Film, task_id: str, redis: Redis) -> None:
    rendered(film)
    await report(api, task_id, status="processing")
    ends = [await report(api, task_id, status="completed", output_path="03_Renders/outside.png") for _ in range(3)]
    assert ends[0] == ends[1] == ends[2]
    assert len(events(redis, film.id, "task.completed")) == 1


@pytest.mark.parametrize(("status", "event"), [("failed", "task.failed"), ("cancelled", "task.cancelled")])
async def test_an_end_without_a_picture_is_told(
    api: AsyncClient, film: Film, task_id: str, redis: Redis, status: str, event: str
) -> None:
    await report(api, task_id, status="processing")
    over = await report(api, task_id, status=status, error={"code": "oom", "detail": "No memory left."})
    assert over["status"] == status
    assert events(redis, film.id, event)[0]["data"]["error"] == {"code": "oom", "detail": "No memory left."}
    written = journal.read(film, task_id)
    assert written
    assert written.status == status


async def test_only_legal_transitions_are_taken(api: AsyncClient, film: Film, task_id: str) -> None:
    rendered(film)
    await refused(api, task_id, 409, "illegal_transition", status="completed", output_path="03_Renders/outside.png")
    await report(api, task_id, status="processing")
    await report(api, task_id, status="failed")
    for status in ("pending", "processing", "completed", "cancelled"):
        await refused(api, task_id, 409, "illegal_transition", status=status, output_path="03_Renders/outside.png")


async def test_a_task_in_the_hands_of_another_is_left_alone(
    api: AsyncClient, task_id: str, ledger: Ledger, redis: Redis
) -> None:
    await report(api, task_id, status="processing")
    redis.set(lease_key(task_id), "host-1:2:nonce")
    attempts: list[dict[str, Any]] = [{"progress": 10}, {"status": "failed"}, {"status": "pending"}]
    for said in attempts:
        await refused(api, task_id, 409, "task_held", **said)
    assert ledger.get(task_id).progress == 0


async def test_a_runner_that_says_nothing_loses_the_task(api: AsyncClient, task_id: str, redis: Redis) -> None:
    await report(api, task_id, status="processing")
    assert 60_000 < int(str(redis.pttl(lease_key(task_id)))) <= 120_000
    redis.delete(lease_key(task_id))
    await refused(api, task_id, 409, "task_held", progress=10)


async def test_a_task_can_be_handed_back(api: AsyncClient, task_id: str, ledger: Ledger) -> None:
    await report(api, task_id, status="processing")
    assert ledger.line.first(GENERATION) is None
    back = await report(api, task_id, status="pending")
    assert (back["status"], back["attempt"]) == ("pending", 0)
    assert ledger.line.first(GENERATION)


async def test_a_task_that_shall_be_cancelled_is_when_it_is_handed_back(api: AsyncClient, task_id: str) -> None:
    await report(api, task_id, status="processing")
    assert (await api.post(f"{API}/tasks/{task_id}/cancel")).json()["status"] == "processing"
    assert (await report(api, task_id, status="pending"))["status"] == "cancelled"


@pytest.mark.parametrize(
    "path",
    [
        "../x.png",
        "/etc/passwd",
        "03_Renders/../project.json",
        "project.json",
        "01_Assets/x.png",
        "03_Renders",
        "03_Renders/nothing.png",
        "03_Renders/link.png",
        "03_Renders/CH01/SC001/SH010/take_001/stolen.png",
        "03_Renders/record.json",
        "03_Renders\\x.png",
        "03_Renders/\0.png",
        "03_Renders/" + "a" * 300,
        "Other/03_Renders/x.png",
    ],
)
async def test_only_files_among_the_renders_are_outputs(api: AsyncClient, film: Film, task_id: str, path: str) -> None:
    rendered(film, "CH01/SC001/SH010/take_001/stolen.png")
    rendered(film, "record.json")
    (film.folder / "03_Renders/link.png").symlink_to("/etc/passwd")
    await report(api, task_id, status="processing")
    await refused(api, task_id, 422, status="completed", output_path=path)
    assert (await report(api, task_id))["status"] == "processing"


async def test_a_completion_without_output_is_none(api: AsyncClient, task_id: str) -> None:
    await report(api, task_id, status="processing")
    await refused(api, task_id, 422, "output_required", status="completed")
    await refused(api, task_id, 422, progress=101)
    await refused(api, "nope", 404, "task_not_found", status="processing")


@pytest.fixture
async def orlok(api: AsyncClient, film: Film) -> str:
    made = told(await api.post(f"{API}/projects/{film.id}/characters", json={"name": "Orlok"}), 201)
    face = {"file": ("face.png", picture())}
    await api.post(f"{API}/projects/{film.id}/characters/{made['assetId']}/base-face", files=face)
    return str(made["assetId"])


async def test_pictures_of_a_character_move_in_with_it_and_are_no_take(
    api: AsyncClient, film: Film, submitted: Submitted, orlok: str, redis: Redis
) -> None:
    task = await submitted(type="character_variations", character_ids=[orlok], parameters={"variations": ["happy"]})
    await report(api, task["id"], status="processing")
    rendered(film, "happy.png").write_bytes(picture())
    done = await report(api, task["id"], status="completed", output_path="03_Renders/happy.png")
    assert (done["take_id"], done["output_path"]) == (
        None,
        f"Nosferatu/01_Assets/Characters/{orlok}/variations/happy.png",
    )
    assert (film.folder / f"01_Assets/Characters/{orlok}/variations/happy.png").is_file()
    assert not (film.folder / "03_Renders/happy.png").exists()
    assert (await api.get(f"{API}/projects/{film.id}/takes")).json() == []
    [told_] = events(redis, film.id, "character.variation.generated")
    assert (told_["data"]["char_id"], told_["data"]["variation_type"]) == (orlok, "happy")


async def test_what_was_learnt_outside_is_drawn_with(
    api: AsyncClient, film: Film, submitted: Submitted, orlok: str
) -> None:
    task = await submitted(type="lora_training", character_ids=[orlok])
    await report(api, task["id"], status="processing")
    rendered(film, "lora.safetensors")
    await report(api, task["id"], status="completed", output_path="03_Renders/lora.safetensors")
    character = told(await api.get(f"{API}/projects/{film.id}/characters/{orlok}"))
    assert character["loraTrainingStatus"] == "completed"
    assert (film.folder / character["loraModel"]).read_bytes() == b"what the runner drew"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("character_variations", "happy.png"),
        ("character_variations", "Not a name.png"),
        ("lora_training", "lora.bin"),
        ("lora_training", "sample.png"),
    ],
)
async def test_what_can_be_nothing_of_a_character_is_refused_and_stays(
    api: AsyncClient, film: Film, submitted: Submitted, orlok: str, kind: str, name: str
) -> None:
    task = await submitted(type=kind, character_ids=[orlok])
    await report(api, task["id"], status="processing")
    path = rendered(film, name)
    await refused(api, task["id"], 422, "output_invalid", status="completed", output_path=f"03_Renders/{name}")
    assert path.is_file()
    assert told(await api.get(f"{API}/tasks/{task['id']}"))["status"] == "processing"
