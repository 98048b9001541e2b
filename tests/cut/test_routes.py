from __future__ import annotations

import pytest
from httpx import AsyncClient

from app.config import Settings
from app.projects.store import Films
from tests.support.clients.calls import API, problem, told
from tests.support.films.functions import keep


@pytest.fixture
async def sample(api: AsyncClient) -> str:
    return f"{API}/projects/{told(await api.post(f'{API}/projects/sample'), 201)['id']}"


async def test_a_cut_is_read_edited_under_its_tag_and_given_back_to_the_story(api: AsyncClient, sample: str) -> None:
    found = await api.get(f"{sample}/cut")
    clips = [{"id": clip["id"], "shot_id": clip["shot_id"]} for clip in found.json()["clips"]]
    tag = {"If-Match": found.headers["etag"]}
    edited = await api.put(f"{sample}/cut", json={"clips": clips[:2]}, headers=tag)
    assert len(told(edited)["clips"]) == 2
    problem(await api.put(f"{sample}/cut", json={"clips": clips}, headers=tag), 412, "cut_stale")
    problem(await api.delete(f"{sample}/cut", headers=tag), 412, "cut_stale")
    again = await api.delete(f"{sample}/cut", headers={"If-Match": edited.headers["etag"]})
    assert not told(again)["edited"]


async def test_an_export_is_a_task_and_an_empty_cut_has_none(api: AsyncClient, sample: str) -> None:
    task = told(await api.post(f"{sample}/exports", json={"format": "otio"}), 202)
    assert (task["type"], task["status"], task["parameters"]["format"]) == ("export", "pending", "otio")
    empty = told(await api.post(f"{API}/projects", json={"name": "Empty"}), 201)["id"]
    problem(await api.post(f"{API}/projects/{empty}/exports", json={"format": "mp4"}), 409, "cut_empty")


async def test_what_lies_among_the_exports_is_listed_served_and_deleted(
    api: AsyncClient, sample: str, settings: Settings
) -> None:
    folder = settings.workspace_root / "The Last Light/06_Exports"
    (folder / "cut.edl").write_text("TITLE: cut\n")
    (folder / ".tmp-1.mp4").write_text("half")
    (folder / "notes.txt").write_text("mine")
    (folder / "link.mp4").symlink_to("/etc/passwd")
    [export] = (await api.get(f"{sample}/exports")).json()
    assert (export["name"], export["format"], export["size"]) == ("cut.edl", "edl", 11)
    served = await api.get(export["url"])
    assert served.text == "TITLE: cut\n"
    assert served.headers["content-disposition"].startswith("attachment")
    for name in ("link.mp4", "notes.txt", "é" * 200):
        problem(await api.get(f"{sample}/exports/{name}"), 404, "export_not_found")
    assert (await api.delete(export["url"])).status_code == 204
    assert (await api.get(f"{sample}/exports")).json() == []


async def test_a_shoot_is_planned_and_begun_as_one_batch(api: AsyncClient, sample: str) -> None:
    plan = told(await api.post(f"{sample}/shoot/plan", json={"what": "missing"}))
    assert plan["shots"]
    assert plan["seconds"] is None  # nothing was ever made here
    tasks = (await api.post(f"{sample}/shoot", json={"what": "missing"})).json()
    assert [task["shot_id"] for task in tasks] == plan["shots"]
    again = told(await api.post(f"{sample}/shoot/plan", json={"what": "missing"}))
    assert (again["shots"], again["under_way"]) == ([], plan["shots"])
    problem(await api.post(f"{sample}/shoot", json={"what": "missing"}), 409, "nothing_to_shoot")
    problem(await api.post(f"{sample}/shoot", json={"what": "promote"}), 409, "nothing_to_shoot")


async def test_a_named_shot_is_shot_again_while_a_take_of_it_is_under_way(api: AsyncClient, sample: str) -> None:
    shot = told(await api.get(f"{sample}/story"))["chapters"][0]["scenes"][0]["shots"][0]["id"]
    named = {"what": "named", "shot_ids": [shot]}
    [first], [second] = [(await api.post(f"{sample}/shoot", json=named)).json() for _ in range(2)]
    assert (first["shot_id"], second["shot_id"]) == (shot, shot)
    assert first["id"] != second["id"]
    plan = told(await api.post(f"{sample}/shoot/plan", json=named))
    assert (plan["shots"], plan["under_way"]) == ([shot], [])


async def test_the_prompt_of_a_shot_is_what_is_drawn_of_it(api: AsyncClient, sample: str) -> None:
    told(await api.patch(sample, json={"look": "graphite on rough paper"}))
    chapter = told(await api.get(f"{sample}/story"))["chapters"][0]
    scene, shot = chapter["scenes"][0], chapter["scenes"][0]["shots"][0]
    told(await api.patch(f"{sample}/chapters/{chapter['id']}", json={"look": "slate blue"}))
    told(await api.patch(f"{sample}/scenes/{scene['id']}", json={"look": "one lamp", "beat": "dread"}))
    prompt = told(await api.get(f"{sample}/shots/{shot['id']}/prompt"))["prompt"]
    assert prompt.endswith("one lamp. dread mood. slate blue. graphite on rough paper")
    [task] = (await api.post(f"{sample}/shoot", json={"what": "named", "shot_ids": [shot["id"]]})).json()
    assert task["prompt"] == prompt
    problem(await api.get(f"{sample}/shots/none/prompt"), 404, "shot_not_found")


async def test_the_picture_of_its_place_is_told_with_the_prompt_and_asked_for(
    api: AsyncClient, sample: str, films: Films
) -> None:
    scene = told(await api.get(f"{sample}/story"))["chapters"][0]["scenes"][0]
    shot = scene["shots"][0]["id"]
    assert told(await api.get(f"{sample}/shots/{shot}/prompt"))["location"] is None
    harbour = keep(films.get(sample.rpartition("/")[2]), "harbour.png")
    assert told(await api.get(f"{sample}/shots/{shot}/prompt"))["location"]["id"] == harbour.id
    [task] = (await api.post(f"{sample}/shoot", json={"what": "named", "shot_ids": [shot]})).json()
    assert task["parameters"]["location"] == f"asset://{harbour.id}"


async def test_only_one_timeline_is_compared(api: AsyncClient, sample: str) -> None:
    problem(await api.post(f"{sample}/cut/compare", files={"file": ("a.mov", b"x")}), 415, "cut_type")
    two = [("file", ("a.edl", b"x")), ("file", ("b.edl", b"x"))]
    problem(await api.post(f"{sample}/cut/compare", files=two), 422, "one_file")
