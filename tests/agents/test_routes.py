"""The crew over REST; a worker does what is asked of it."""

from __future__ import annotations

from httpx import AsyncClient

from app.agents.schemas import Trade
from app.config import Settings
from app.tasks.queues import producer
from app.worker.advising import advise
from app.worker.equipment import Equipment
from app.worker.shift import Shift
from app.worker.studio import assemble
from tests.support.clients.calls import API, problem, told


def work(settings: Settings, film_id: str, task_id: str) -> None:
    with producer(settings) as app:
        workshop = assemble(settings, app, Shift(Equipment(None, 0, [])))
        advise(workshop, film_id, task_id)
        workshop.redis.close()


async def test_the_crew_says_what_it_can_do(api: AsyncClient) -> None:
    crew = (await api.get(f"{API}/agents")).json()
    assert {member["agent"] for member in crew} == set(Trade)
    assert not any(member["model"] for member in crew)
    for member in crew:
        can = told(await api.get(f"{API}/agents/{member['agent']}/capabilities"))
        assert can["finds"]
        assert can["agent"] == member["agent"]
    problem(await api.get(f"{API}/agents/best-boy/capabilities"), 404, "agent_not_found")


async def test_asking_answering_and_deciding(api: AsyncClient, settings: Settings) -> None:
    made = told(await api.post(f"{API}/projects/sample"), 201)
    film = f"{API}/projects/{made['id']}"
    key = {"Idempotency-Key": "once"}
    task = told(await api.post(f"{film}/agents/screenwriter/tasks", json={}, headers=key), 201)
    again = told(await api.post(f"{film}/agents/screenwriter/tasks", json={}, headers=key), 201)
    assert (again["id"], task["status"]) == (task["id"], "pending")
    one = f"{film}/agents/tasks/{task['id']}"
    assert told(await api.get(one))["changes"] == []

    work(settings, made["id"], task["id"])
    proposal = told(await api.get(one))
    assert (proposal["status"], proposal["counts"]) == (
        "completed",
        {"open": len(proposal["changes"])},
    )
    first, second = (each["change"]["id"] for each in proposal["changes"][:2])
    told(await api.post(f"{one}/accept", json={"changes": [first]}))
    refused = told(await api.post(f"{one}/refuse", json={"changes": [second]}))
    assert [each["state"] for each in refused["changes"][:2]] == ["accepted", "refused"]
    problem(
        await api.post(f"{one}/accept", json={"changes": [second]}),
        409,
        "proposal_outdated",
    )
    problem(
        await api.post(f"{one}/accept", json={"changes": ["none"]}),
        404,
        "change_not_found",
    )
    assert told(await api.post(f"{one}/cancel"))["status"] == "completed"
    [listed] = (await api.get(f"{film}/agents/tasks")).json()
    assert listed["counts"] == refused["counts"]
    problem(await api.post(f"{film}/agents/gaffer/tasks", json={}), 404, "agent_not_found")
    problem(await api.get(f"{film}/agents/tasks/none"), 404, "agent_task_not_found")
