from __future__ import annotations

import json

import pytest
from httpx import AsyncClient, Response

from tests.support.clients.browsing import PAGE
from tests.support.clients.calls import API, problem, told


def cookie(answer: Response) -> str:
    return str(answer.headers["set-cookie"])


async def test_a_browser_gets_a_session_with_a_name_and_keeps_it(api: AsyncClient) -> None:
    first = await api.get(f"{API}/session", headers=PAGE)
    again = await api.get(f"{API}/session", headers=PAGE)
    assert told(again) == told(first)
    assert told(first)["name"]
    assert told(first)["protected"] is False


async def test_another_browser_is_someone_else(api: AsyncClient) -> None:
    first = told(await api.get(f"{API}/session"))
    api.cookies.clear()
    assert told(await api.get(f"{API}/session"))["id"] != first["id"]


async def test_scripts_and_other_sites_never_see_the_cookie(api: AsyncClient) -> None:
    words = cookie(await api.get(f"{API}/session")).lower()
    assert all(word in words for word in ("httponly", "samesite=strict", "path=/", "max-age="))
    assert "secure" not in words
    assert "domain" not in words
    assert "secure" in cookie(await api.get(f"https://localhost{API}/session")).lower()


@pytest.mark.parametrize("name", ["Mara", " Mara ", "Юлия", "名", "a" * 60, "O'Brien & Sons"])
async def test_the_name_is_changed_and_stays(api: AsyncClient, name: str) -> None:
    before = told(await api.get(f"{API}/session"))
    renamed = told(await api.patch(f"{API}/session", json={"name": name}, headers=PAGE))
    assert renamed == before | {"name": name.strip()}
    assert told(await api.get(f"{API}/session")) == renamed


@pytest.mark.parametrize("name", ["", "   ", "a" * 61, "new\nline", "\u202eevil", "\0", "\ud800", 7, None])
async def test_a_name_that_can_not_be_shown_is_refused(api: AsyncClient, name: object) -> None:
    sent = await api.patch(
        f"{API}/session", content=json.dumps({"name": name}), headers={"Content-Type": "application/json"}
    )
    problem(sent, 422)
    assert "set-cookie" not in sent.headers


async def test_an_open_studio_gives_a_session_for_any_token_and_takes_it_back(api: AsyncClient) -> None:
    first = told(await api.post(f"{API}/session", json={}, headers=PAGE))
    assert (await api.delete(f"{API}/session", headers=PAGE)).status_code == 204
    assert not api.cookies
    assert told(await api.get(f"{API}/session"))["id"] != first["id"]


async def test_no_cache_keeps_a_session(api: AsyncClient) -> None:
    assert (await api.get(f"{API}/session")).headers["cache-control"] == "no-store"
