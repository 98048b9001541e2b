from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from redis import Redis

from app.canvas import store
from app.canvas.schemas import Canvas
from app.config import Settings
from app.projects.film import Film
from tests.support.clients.calls import API, problem, told
from tests.support.films.stored import events

EMPTY: dict[str, Any] = {"nodes": [], "edges": [], "viewport": {"x": 0.0, "y": 0.0, "zoom": 1.0}}
ID = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
COORDINATE = st.floats(-1e7, 1e7)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = (
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXT
)
JSON = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=8
)
NODES = st.fixed_dictionaries(
    {
        "id": ID,
        "type": ID,
        "position": st.fixed_dictionaries({"x": COORDINATE, "y": COORDINATE}),
        "data": st.dictionaries(TEXT, JSON, max_size=3),
    }
)
EDGES = st.fixed_dictionaries(
    {"id": ID, "source": ID, "target": ID, "source_handle": st.none() | ID, "target_handle": st.none() | ID}
)
CANVASES = st.fixed_dictionaries(
    {
        "nodes": st.lists(NODES, max_size=3),
        "edges": st.lists(EDGES, max_size=3),
        "viewport": st.fixed_dictionaries({"x": COORDINATE, "y": COORDINATE, "zoom": st.floats(0.01, 100)}),
    }
)


def node(**fields: Any) -> dict[str, Any]:
    return {"id": "n1", "type": "textToImage", "position": {"x": 1.5, "y": -2.0}, "data": {"prompt": "夜"}} | fields


@pytest.fixture
async def address(api: AsyncClient) -> str:
    made = told(await api.post(f"{API}/projects", json={"name": "Film"}), 201)
    return f"{API}/projects/{made['id']}/canvas"


@pytest.fixture
def file(address: str, settings: Settings) -> Path:
    assert address
    return settings.workspace_root / "Film/02_Source_Creative/Canvas/canvas.json"


async def test_a_new_film_has_an_empty_canvas(api: AsyncClient, address: str, file: Path) -> None:
    answer = await api.get(address)
    assert told(answer) == EMPTY
    assert answer.headers["etag"]
    assert not file.exists()


async def test_what_is_saved_comes_back_with_its_etag(api: AsyncClient, address: str, file: Path) -> None:
    canvas = EMPTY | {"nodes": [node()], "edges": []}
    saved = await api.put(address, json=canvas)
    read = await api.get(address)
    assert told(saved) == told(read) == canvas == json.loads(file.read_text())
    assert saved.headers["etag"] == read.headers["etag"]
    assert "夜" in file.read_text()


@hypothesis(max_examples=60)
@given(CANVASES)
def test_any_canvas_comes_back_as_it_went(film: Film, canvas: dict[str, Any]) -> None:
    wanted = Canvas.model_validate(canvas)
    store.write(film, wanted, None)
    read, etag = store.read(film)
    assert read == wanted
    assert etag == store.etag(wanted)


async def test_someone_elses_change_is_not_overwritten(api: AsyncClient, address: str) -> None:
    first = (await api.get(address)).headers["etag"]
    mine, theirs = EMPTY | {"nodes": [node(id="mine")]}, EMPTY | {"nodes": [node(id="theirs")]}
    assert (await api.put(address, json=theirs, headers={"If-Match": first})).status_code == 200
    problem(await api.put(address, json=mine, headers={"If-Match": first}), 412, "canvas_stale")
    assert told(await api.get(address)) == theirs
    for latest in ((await api.get(address)).headers["etag"], "*"):
        assert (await api.put(address, json=mine, headers={"If-Match": latest})).status_code == 200


async def test_of_two_who_save_at_once_one_is_told(api: AsyncClient, address: str) -> None:
    etag = (await api.get(address)).headers["etag"]
    canvases = [EMPTY | {"nodes": [node(id=f"node-{n}")]} for n in range(8)]
    answers = await asyncio.gather(*(api.put(address, json=one, headers={"If-Match": etag}) for one in canvases))
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 7


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"nodes": []}', b"\xff\xfe", b"null"])
async def test_a_damaged_file_is_reported_and_left_alone(
    api: AsyncClient, address: str, file: Path, content: bytes
) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    problem(await api.get(address), 409, "canvas_damaged")
    for headers in ({}, {"If-Match": "*"}):
        problem(await api.put(address, json=EMPTY, headers=headers), 409, "canvas_damaged")
    assert file.read_bytes() == content


async def test_a_canvas_can_not_be_put_outside_the_film(
    api: AsyncClient, address: str, file: Path, tmp_path: Path
) -> None:
    file.parent.mkdir(exist_ok=True)
    file.symlink_to(tmp_path / "outside.json")
    problem(await api.put(address, json=EMPTY), 422, "path_invalid")
    assert not (tmp_path / "outside.json").exists()


IMPOSSIBLE: list[Any] = [
    {},
    [],
    None,
    EMPTY | {"nodes": None},
    EMPTY | {"nodes": [node(id="")]},
    EMPTY | {"nodes": [node(position={"x": 1e8, "y": 0})]},
    EMPTY | {"nodes": [node(data=[])]},
    EMPTY | {"nodes": [node()] * 5001},
    EMPTY | {"viewport": {"x": 0, "y": 0, "zoom": 0}},
    EMPTY | {"edges": [{"id": "e"}]},
]


async def test_an_impossible_canvas_is_refused_and_nothing_written(api: AsyncClient, address: str, file: Path) -> None:
    for body in IMPOSSIBLE:
        problem(await api.put(address, json=body), 422)
    assert not file.exists()


ODD_DATA = {
    "not a number": b'{"a": NaN}',
    "infinite": b'{"a": -Infinity}',
    "overflowing": b'{"a": 1e999}',
    "half a surrogate pair": rb'{"a": "\ud800"}',
    "half a surrogate pair as key": rb'{"\udfff": 1}',
    "as deep as it may be": b'{"a": ' + b"[" * 63 + b"]" * 63 + b"}",
    "deep": b'{"a": ' + b"[" * 300 + b"]" * 300 + b"}",
    "very deep": b'{"a": ' + b"[" * 900 + b"]" * 900 + b"}",
    "far too deep": b'{"a": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "a number without end": b'{"a": ' + b"9" * 5000 + b"}",
    "NUL": rb'{"a": "\u0000"}',
}


@pytest.mark.parametrize("data", ODD_DATA.values(), ids=ODD_DATA.keys())
async def test_odd_data_is_kept_or_refused_and_never_breaks_the_file(
    api: AsyncClient, address: str, data: bytes
) -> None:
    body = json.dumps(EMPTY | {"nodes": [node(data=7)]}).encode().replace(b'"data": 7', b'"data": ' + data)
    answer = await api.put(address, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in {200, 422}, answer.text
    again = await api.get(address)
    assert told(again) == (answer.json() if answer.status_code == 200 else EMPTY)


async def test_a_save_is_told_and_asked_to_be_committed(api: AsyncClient, address: str, redis: Redis) -> None:
    film_id = address.split("/")[-2]
    await api.put(address, json=EMPTY | {"nodes": [node()]})
    [told_change] = events(redis, film_id, "file.changed")
    assert told_change["data"] == {
        "path": "02_Source_Creative/Canvas/canvas.json",
        "asset_type": None,
        "change": "modified",
    }
    assert redis.zrange("commits:wanted", 0, -1) == [film_id.encode()]
