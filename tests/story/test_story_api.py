"""The story over REST: the tree, guarded edits, and what becomes of takes."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.support.clients.calls import API, ended, make_film, problem, submit, told
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually


@pytest.fixture
def client(studio: Studio) -> httpx.Client:
    return studio.client


@pytest.fixture
def base(client: httpx.Client) -> str:
    return f"{API}/projects/{make_film(client)['id']}"


@pytest.fixture
def scene(client: httpx.Client, base: str) -> dict[str, Any]:
    chapter = told(client.get(f"{base}/story"))["chapters"][0]
    return told(client.post(f"{base}/scenes", json={"chapter_id": chapter["id"], "slug": "EXT. HARBOUR"}), 201)


def add_shot(client: httpx.Client, base: str, scene: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return told(client.post(f"{base}/shots", json={"scene_id": scene["id"], **fields}), 201)


def scenes(client: httpx.Client, base: str) -> list[dict[str, Any]]:
    return [scene for chapter in told(client.get(f"{base}/story"))["chapters"] for scene in chapter["scenes"]]


def test_a_new_film_has_the_chapters_of_its_structure(client: httpx.Client, base: str) -> None:
    chapters = told(client.get(f"{base}/story"))["chapters"]
    assert [(c["code"], c["name"]) for c in chapters] == [
        ("CH01", "Setup"),
        ("CH02", "Confrontation"),
        ("CH03", "Resolution"),
    ]


def test_shots_are_coded_in_tens_and_inserted_between(client: httpx.Client, base: str, scene: dict[str, Any]) -> None:
    first, second = (add_shot(client, base, scene) for _ in range(2))
    between = add_shot(client, base, scene, before=second["id"], action="She turns back")
    assert [first["code"], between["code"], second["code"]] == ["SH010", "SH015", "SH020"]
    assert [shot["id"] for shot in scenes(client, base)[0]["shots"]] == [first["id"], between["id"], second["id"]]


def test_an_edit_with_a_stale_tag_is_refused_and_changes_nothing(
    client: httpx.Client, base: str, scene: dict[str, Any]
) -> None:
    shot = add_shot(client, base, scene)
    url, guard = f"{base}/shots/{shot['id']}", {"If-Match": shot["etag"]}
    assert told(client.patch(url, json={"framing": "wide"}, headers=guard))["framing"] == "wide"
    problem(client.patch(url, json={"framing": "close"}, headers=guard), 412, "story_stale")
    problem(client.delete(url, headers=guard), 412, "story_stale")
    assert scenes(client, base)[0]["shots"][0]["framing"] == "wide"


def test_the_tag_of_the_whole_story_guards_any_edit(client: httpx.Client, base: str, scene: dict[str, Any]) -> None:
    tag = client.get(f"{base}/story").headers["ETag"]
    url = f"{base}/scenes/{scene['id']}"
    assert client.patch(url, json={"synopsis": "Mara boards."}, headers={"If-Match": tag}).status_code == 200
    problem(client.patch(url, json={"synopsis": "Tomas boards."}, headers={"If-Match": tag}), 412)


def test_a_shot_moved_to_another_scene_keeps_its_id(client: httpx.Client, base: str, scene: dict[str, Any]) -> None:
    shot = add_shot(client, base, scene)
    chapter = told(client.get(f"{base}/story"))["chapters"][1]
    other = told(client.post(f"{base}/scenes", json={"chapter_id": chapter["id"]}), 201)
    told(client.post(f"{base}/story/move", json={"id": shot["id"], "parent_id": other["id"]}))
    assert [[s["id"] for s in each["shots"]] for each in scenes(client, base)] == [[], [shot["id"]]]


def test_unknown_elements_are_not_found(client: httpx.Client, base: str) -> None:
    problem(client.patch(f"{base}/shots/nope", json={"framing": "wide"}), 404)
    problem(client.delete(f"{base}/chapters/nope"), 404)
    problem(client.post(f"{base}/scenes", json={"chapter_id": "nope"}), 404)
    problem(client.post(f"{base}/story/move", json={"id": "nope"}), 404)
    problem(client.post(f"{base}/tasks", json={"type": "text_to_image", "prompt": "x", "shot_id": "nope"}), 404)


def test_a_damaged_scene_is_told_and_never_overwritten(
    client: httpx.Client, base: str, scene: dict[str, Any], studio: Studio
) -> None:
    folder = studio.workspace / told(client.get(base))["folder"]
    file = folder / "02_Source_Creative" / "scenes" / f"{scene['id']}.json"
    file.write_text('{"id": "torn')
    problem(client.get(f"{base}/story"), 409, "story_damaged")
    problem(client.post(f"{base}/shots", json={"scene_id": scene["id"]}), 409, "story_damaged")
    assert file.read_text() == '{"id": "torn'


def test_what_a_person_added_to_a_scene_file_stays(
    client: httpx.Client, base: str, scene: dict[str, Any], studio: Studio
) -> None:
    folder = studio.workspace / told(client.get(base))["folder"]
    file = folder / "02_Source_Creative" / "scenes" / f"{scene['id']}.json"
    file.write_text(file.read_text().replace('"slug"', '"weather": "fog",\n  "slug"'))
    told(client.patch(f"{base}/scenes/{scene['id']}", json={"synopsis": "Fog."}))
    assert '"weather": "fog"' in file.read_text()


def test_takes_of_a_shot_are_numbered_in_its_folder(
    client: httpx.Client, base: str, scene: dict[str, Any], studio: Studio
) -> None:
    shot = add_shot(client, base, scene)
    film = told(client.get(base))
    tasks = [submit(client, film["id"], shot_id=shot["id"]) for _ in range(4)]
    assert {ended(client, task["id"])["status"] for task in tasks} == {"completed"}
    takes = client.get(f"{base}/takes", params={"shot_id": shot["id"]}).json()
    assert sorted(take["take_number"] for take in takes) == [1, 2, 3, 4]
    for take in takes:
        place = f"{film['folder']}/03_Renders/CH01/SC001/SH010/take_{take['take_number']:03d}/"
        assert take["path"].startswith(place)
        assert (studio.workspace / take["path"]).is_file()
    assert scenes(client, base)[0]["shots"][0]["take_count"] == 4
    eventually(lambda: not told(client.get(f"{base}/git/status"))["is_dirty"])


def test_one_take_of_a_shot_is_chosen_at_a_time(client: httpx.Client, base: str, scene: dict[str, Any]) -> None:
    shot = add_shot(client, base, scene)
    film_id = base.rsplit("/", 1)[1]
    first, second = (ended(client, submit(client, film_id, shot_id=shot["id"])["id"])["take_id"] for _ in range(2))
    assert told(client.post(f"{API}/takes/{first}/select"))["chosen"]
    assert told(client.post(f"{API}/takes/{second}/select"))["chosen"]
    assert not told(client.get(f"{API}/takes/{first}"))["chosen"]
    assert scenes(client, base)[0]["shots"][0]["chosen_take"] == second


def test_deleting_a_shot_leaves_its_takes_unassigned(client: httpx.Client, base: str, scene: dict[str, Any]) -> None:
    shot = add_shot(client, base, scene)
    take = ended(client, submit(client, base.rsplit("/", 1)[1], shot_id=shot["id"])["id"])["take_id"]
    assert client.delete(f"{base}/scenes/{scene['id']}").status_code == 204
    left = told(client.get(f"{API}/takes/{take}"))
    assert left["shot_id"] is None
    assert client.get(left["url"]).status_code == 200


def test_the_number_of_a_deleted_take_is_never_given_again(
    client: httpx.Client, base: str, scene: dict[str, Any]
) -> None:
    shot = add_shot(client, base, scene)
    film_id = base.rsplit("/", 1)[1]
    first = ended(client, submit(client, film_id, shot_id=shot["id"])["id"])["take_id"]
    assert client.delete(f"{API}/takes/{first}").status_code == 204
    problem(client.get(f"{API}/takes/{first}"), 404)
    second = ended(client, submit(client, film_id, shot_id=shot["id"])["id"])["take_id"]
    assert told(client.get(f"{API}/takes/{second}"))["take_number"] == 2


def test_rating_and_note_are_kept_with_the_take(client: httpx.Client, base: str) -> None:
    take = ended(client, submit(client, base.rsplit("/", 1)[1])["id"])["take_id"]
    told(client.patch(f"{API}/takes/{take}", json={"rating": 4}))
    told(client.patch(f"{API}/takes/{take}", json={"note": "The light is right."}))
    kept = told(client.get(f"{API}/takes/{take}"))
    assert (kept["rating"], kept["note"]) == (4, "The light is right.")
    problem(client.patch(f"{API}/takes/{take}", json={"rating": 6}), 422)
