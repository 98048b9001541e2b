from __future__ import annotations

import pytest
from httpx import AsyncClient, Response

from tests.support.clients.browsing import PAGE, TOKEN, bearer
from tests.support.clients.calls import API, problem, told

FORM = {"Content-Type": "multipart/form-data; boundary=b"}
FORM_BODY = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nx\r\n--b--\r\n'
EVERY_CALL = [
    ("GET", f"{API}/projects"),
    ("POST", f"{API}/projects"),
    ("GET", "/api/projects"),
    ("GET", f"{API}/session"),
    ("PATCH", f"{API}/session"),
    ("DELETE", f"{API}/projects/x"),
    ("GET", f"{API}/nope"),
    ("GET", "/docs"),
    ("GET", "/openapi.json"),
    ("GET", "/healthy"),
    ("GET", "/metrics"),
    ("HEAD", f"{API}/uploads/x"),
]


async def sign_in(client: AsyncClient, token: str = TOKEN) -> Response:
    return await client.post(f"{API}/session", json={"token": token}, headers=PAGE)


async def test_without_a_token_in_the_settings_everyone_who_reaches_it_may_call(api: AsyncClient) -> None:
    assert (await api.get(f"{API}/projects")).status_code == 200
    assert (await api.get(f"{API}/projects", headers=PAGE)).status_code == 200
    assert (await api.get(f"{API}/projects", headers=bearer("whatever"))).status_code == 200


@pytest.mark.parametrize(("method", "path"), EVERY_CALL)
@pytest.mark.parametrize("headers", [{}, PAGE, {"Authorization": TOKEN}, {"Authorization": f"Basic {TOKEN}"}])
async def test_nothing_is_had_without_the_token(
    guarded: AsyncClient, method: str, path: str, headers: dict[str, str]
) -> None:
    refused = await guarded.request(method, path, headers=headers)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == "Bearer"
    assert "set-cookie" not in refused.headers
    if method != "HEAD":
        problem(refused, 401, "sign_in_required")


async def test_a_page_can_read_that_it_must_sign_in(guarded: AsyncClient) -> None:
    refused = await guarded.get(f"{API}/session", headers=PAGE)
    assert refused.headers["access-control-allow-origin"] == PAGE["Origin"]
    assert refused.headers["access-control-allow-credentials"] == "true"


async def test_whether_it_is_well_and_what_may_be_asked_is_told_to_all(guarded: AsyncClient) -> None:
    assert (await guarded.get("/health")).status_code == 200
    assert (await guarded.get("/health/live")).status_code == 200
    preflight = PAGE | {"Access-Control-Request-Method": "PATCH"}
    assert (await guarded.options(f"{API}/session", headers=preflight)).status_code == 200


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
async def test_a_program_sends_the_token_with_each_call(guarded: AsyncClient, scheme: str) -> None:
    headers = {"Authorization": f"{scheme} {TOKEN}"}
    assert (await guarded.get(f"{API}/projects", headers=headers)).json() == []
    told(await guarded.post(f"{API}/projects", headers=headers, json={"name": "Film"}), 201)


@pytest.mark.parametrize("wrong", ["", "x", TOKEN[:-1], TOKEN + " ", TOKEN.upper(), "\u00e9" * 40, "a" * 1000])
async def test_another_token_is_refused(guarded: AsyncClient, wrong: str) -> None:
    headers = {b"Authorization": b"Bearer " + wrong.encode("latin-1")}
    problem(await guarded.get(f"{API}/projects", headers=headers), 401, "token_wrong")
    problem(await sign_in(guarded, wrong), 401, "token_wrong")


async def test_guessing_is_stopped_even_when_it_would_succeed(guarded: AsyncClient) -> None:
    signed_in = dict((await sign_in(guarded)).cookies)
    guarded.cookies.clear()
    for _ in range(10):
        await sign_in(guarded, "wrong")
    for answer in (await sign_in(guarded), await guarded.get(f"{API}/projects", headers=bearer())):
        problem(answer, 429, "too_many_tries")
        assert int(answer.headers["retry-after"]) > 0
    guarded.cookies.update(signed_in)
    assert (await guarded.get(f"{API}/projects")).status_code == 200


async def test_a_session_is_had_for_the_token_and_admits(guarded: AsyncClient) -> None:
    assert told(await sign_in(guarded))["protected"] is True
    assert (await guarded.get(f"{API}/projects", headers=PAGE)).json() == []
    assert (await guarded.delete(f"{API}/session", headers=PAGE)).status_code == 204
    problem(await guarded.get(f"{API}/projects", headers=PAGE), 401, "sign_in_required")


async def test_a_session_that_was_tampered_with_admits_nobody(guarded: AsyncClient) -> None:
    ((name, value),) = (await sign_in(guarded)).cookies.items()
    guarded.cookies.clear()
    for wrong in (value[:-1], value + "x", value.swapcase(), "." + value, "", "a.b.c", value.rpartition(".")[0]):
        headers = {"Cookie": f"{name}={wrong}"}
        assert (await guarded.get(f"{API}/projects", headers=headers)).status_code == 401, wrong
    assert (await guarded.get(f"{API}/projects", headers={"Cookie": f"{name}={value}"})).status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "Text/Plain; charset=utf-8"])
@pytest.mark.parametrize(("method", "path"), [("POST", "/projects"), ("PATCH", "/session"), ("DELETE", "/projects/x")])
async def test_what_a_foreign_page_may_send_unasked_changes_nothing(
    api: AsyncClient, kind: str, method: str, path: str
) -> None:
    sent = await api.request(method, API + path, content=b'{"name": "Film"}', headers={"Content-Type": kind})
    problem(sent, 415, "content_type")


async def test_a_browsers_form_says_which_page_it_comes_from(api: AsyncClient) -> None:
    film = told(await api.post(f"{API}/projects", json={"name": "Film"}), 201)
    path = f"{API}/projects/{film['id']}/assets?asset_type=styles"
    for browser in ({"Sec-Fetch-Site": "cross-site"}, {"Cookie": "auteur=x"}):
        sent = await api.post(path, content=FORM_BODY, headers=FORM | browser)
        problem(sent, 403, "origin_required")
        assert (await api.post(path, content=FORM_BODY, headers=FORM | browser | PAGE)).status_code == 200
    assert (await api.post(path, content=FORM_BODY, headers=FORM)).status_code == 200
