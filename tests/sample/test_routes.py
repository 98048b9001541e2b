from __future__ import annotations

from httpx import AsyncClient

from tests.support.clients.calls import API, told


async def test_a_film_of_the_sample_is_made_in_one_call(api: AsyncClient) -> None:
    made = told(await api.post(f"{API}/projects/sample"), 201)
    assert (made["name"], made["counts"]["scenes"]) == ("The Last Light", 5)
    assert [chapter["name"] for chapter in made["chapters"]] == ["Arrival", "The Night", "Morning"]
    assert told(await api.get(f"{API}/projects/{made['id']}/screenplay"))["title"] == "THE LAST LIGHT"
    assert (await api.get(f"{API}/projects/{made['id']}/tasks")).json() == []


async def test_a_draft_of_each_of_its_shots_is_on_its_way_when_asked_for(api: AsyncClient) -> None:
    made = told(await api.post(f"{API}/projects/sample", params={"draw": True}), 201)
    tasks = (await api.get(f"{API}/projects/{made['id']}/tasks")).json()
    assert len({task["shot_id"] for task in tasks}) == made["counts"]["shots"] == 34
    assert {task["quality_preset"] for task in tasks} == {"draft"}
    assert len({task["batch_id"] for task in tasks}) == 1
