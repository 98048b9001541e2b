"""Projects as clients ask for them."""

from __future__ import annotations

import unicodedata
from typing import Any

from httpx import AsyncClient

from app.config import Settings
from tests.support.clients.calls import API, problem, told
from tests.support.clients.names import GOOD_FILMS, HOSTILE_FILMS
from tests.support.films.disk import snapshot


async def test_a_bad_name_is_refused_and_changes_nothing(api: AsyncClient, settings: Settings) -> None:
    before = snapshot(settings.workspace_root.parent)
    for name in HOSTILE_FILMS:
        refusal = problem(await api.post(f"{API}/projects", json={"name": name}), 422)
        assert ("required" if not name.strip() else "Invalid") in refusal["detail"]
        assert refusal["errors"][0]["field"] == "name"
    assert snapshot(settings.workspace_root.parent) == before


async def test_a_good_name_is_told_as_it_was_given(api: AsyncClient) -> None:
    for name in GOOD_FILMS:
        film = told(await api.post(f"{API}/projects", json={"name": unicodedata.normalize("NFD", name)}), 201)
        assert film["name"] == film["folder"] == unicodedata.normalize("NFC", name)
        assert told(await api.get(f"{API}/projects/{film['id']}")) == film


IMPOSSIBLE: list[Any] = [
    {},
    [],
    "name",
    None,
    {"name": None},
    {"name": 7},
    {"name": ["a"]},
    {"name": "Film", "quality": "best"},
    {"name": "Film", "quality": []},
    {"name": "Film", "quality": {}},
    {"name": "Film", "narrative": "five-act"},
    {"name": "Film", "settings": {"fps": 0, "resolution": [1920, 1080]}},
    {"name": "Film", "settings": {"fps": 24, "resolution": [1920]}},
    {"name": "Film", "settings": {"fps": 24, "resolution": [1, 1]}},
]


async def test_a_body_that_asks_for_the_impossible_is_refused(api: AsyncClient) -> None:
    for body in IMPOSSIBLE:
        problem(await api.post(f"{API}/projects", json=body), 422)
    assert (await api.get(f"{API}/projects")).json() == []


async def test_a_tier_may_go_by_its_older_name(api: AsyncClient) -> None:
    for word, quality in (("low", "draft"), ("high", "premium"), ("standard", "standard")):
        film = told(await api.post(f"{API}/projects", json={"name": f"Film {word}", "quality": word}), 201)
        assert film["quality"] == quality


async def test_an_unknown_id_is_not_found_anywhere(api: AsyncClient) -> None:
    for project_id in ("nope", "..", "%2e%2e", "damaged-0", "a" * 100, "%00", "événement"):
        for path in ("", "/git/status", "/canvas", "/takes", "/assets", "/tasks", "/events", "/story"):
            problem(await api.get(f"{API}/projects/{project_id}{path}"), 404)


async def test_an_id_that_is_far_too_long_is_refused(api: AsyncClient) -> None:
    problem(await api.get(f"{API}/projects/{'a' * 101}"), 422)


async def test_films_are_listed_with_the_last_changed_first(api: AsyncClient) -> None:
    made = [told(await api.post(f"{API}/projects", json={"name": name}), 201) for name in ("One", "Two", "Three")]
    canvas = {"nodes": [], "edges": [], "viewport": {"x": 0, "y": 0, "zoom": 2}}
    assert (await api.get(f"{API}/projects")).json() == made[::-1]
    told(await api.put(f"{API}/projects/{made[0]['id']}/canvas", json=canvas))


async def test_a_film_can_be_renamed_and_its_folder_stays(api: AsyncClient) -> None:
    film = told(await api.post(f"{API}/projects", json={"name": "Working Title"}), 201)
    changed = told(await api.patch(f"{API}/projects/{film['id']}", json={"name": "Brazil", "quality": "low"}))
    assert (changed["name"], changed["folder"], changed["quality"]) == ("Brazil", "Working Title", "draft")
    assert told(await api.get(f"{API}/projects/{film['id']}")) == changed


async def test_a_film_can_not_be_renamed_badly(api: AsyncClient) -> None:
    film = told(await api.post(f"{API}/projects", json={"name": "Brazil"}), 201)
    for name in ("", "a/b", "CON"):
        problem(await api.patch(f"{API}/projects/{film['id']}", json={"name": name}), 422)
    assert told(await api.get(f"{API}/projects/{film['id']}"))["name"] == "Brazil"


async def test_the_git_status_says_what_is_not_committed(api: AsyncClient, settings: Settings) -> None:
    film = told(await api.post(f"{API}/projects", json={"name": "Film"}), 201)
    clean = told(await api.get(f"{API}/projects/{film['id']}/git/status"))
    (settings.workspace_root / "Film/Notes été.md").write_text("note")
    dirty = told(await api.get(f"{API}/projects/{film['id']}/git/status"))
    assert (clean["branch"], clean["is_dirty"], clean["changes"], clean["ahead"]) == ("main", False, [], 0)
    assert len(clean["current_commit"]) == 40
    assert dirty["is_dirty"]
    assert dirty["changes"] == [{"path": "Notes été.md", "state": "??"}]


async def test_the_workspace_tells_its_limits(api: AsyncClient) -> None:
    config = told(await api.get(f"{API}/workspace/config"))
    assert config["git_lfs"] is True
    assert 0 < config["free_bytes"] <= config["total_bytes"]
    assert config["tiers"] == ["draft", "standard", "premium"]
    assert "/" not in config["root"]
    assert config["limits"] == {"upload_bytes": 4096 * 1024 * 1024, "name_characters": 100}


async def test_the_library_is_there_and_no_film(api: AsyncClient, settings: Settings) -> None:
    library = {entry.name for entry in (settings.workspace_root / "Library").iterdir()}
    assert library == {"Pipeline_Templates", "Stock_Media", "Characters", "Styles", "Locations", "AI_Models"}
    assert (await api.get(f"{API}/projects")).json() == []


async def test_a_change_made_elsewhere_is_not_overwritten(api: AsyncClient, settings: Settings) -> None:
    film = told(await api.post(f"{API}/projects", json={"name": "Brazil"}), 201)
    url = f"{API}/projects/{film['id']}"
    read = (await api.get(url)).headers["ETag"]
    first = await api.patch(url, json={"name": "Brazil 1984"}, headers={"If-Match": read})
    assert told(first)["name"] == "Brazil 1984"
    problem(await api.patch(url, json={"name": "Mine"}, headers={"If-Match": read}), 412, "project_stale")
    manifest = settings.workspace_root / "Brazil/project.json"
    manifest.write_text(manifest.read_text().replace('"fps": 24', '"fps": 25'))  # by hand
    problem(await api.patch(url, json={"name": "Mine"}, headers={"If-Match": first.headers["ETag"]}), 412)
    now = (await api.get(url)).headers["ETag"]
    for tag in (now, "*"):
        changed = told(await api.patch(url, json={"name": "Brazil"}, headers={"If-Match": tag}))
    assert (changed["name"], changed["settings"]["fps"]) == ("Brazil", 25)


async def test_a_tag_changes_with_the_manifest_alone(api: AsyncClient) -> None:
    film = told(await api.post(f"{API}/projects", json={"name": "Brazil"}), 201)
    url = f"{API}/projects/{film['id']}"
    before = (await api.get(url)).headers["ETag"]
    told(await api.post(f"{url}/chapters", json={"name": "One"}), 201)
    assert (await api.get(url)).headers["ETag"] == before
