"""The earlier addresses answer as the present ones do."""

from __future__ import annotations

from httpx import AsyncClient

from tests.support.clients.calls import API, problem, told


async def test_each_call_answers_at_its_earlier_address(api: AsyncClient) -> None:
    film = told(await api.post("/api/projects", json={"name": "Film"}), 201)
    body = {"type": "text_to_image", "prompt": "A door", "project_id": film["id"]}
    task = told(await api.post("/api/tasks/submit", json=body), 201)
    assert told(await api.get(f"/api/tasks/{task['id']}/status")) == told(await api.get(f"{API}/tasks/{task['id']}"))
    for path in ("/projects", "/quality/mappings", f"/projects/{film['id']}"):
        assert (await api.get(f"/api{path}")).json() == (await api.get(API + path)).json()
    [uploaded] = (
        await api.post(f"/api/projects/{film['id']}/files?asset_type=styles", files=[("files", ("a.txt", b"x"))])
    ).json()
    assert [asset["id"] for asset in (await api.get(f"/api/projects/{film['id']}/files")).json()] == [uploaded["id"]]


async def test_they_refuse_as_the_present_ones_do(api: AsyncClient) -> None:
    problem(await api.get("/api/tasks/nope/status"), 404, "task_not_found")
    problem(await api.get("/api/projects/nope/files"), 404, "project_not_found")
    problem(
        await api.post("/api/tasks/submit", json={"type": "text_to_image", "prompt": "x", "project_id": "nope"}), 404
    )
    problem(await api.post("/api/tasks/submit", json={}), 422)
