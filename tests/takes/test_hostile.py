"""Takes of a film that came from anyone: no record leads out of the film."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient

from app.config import Settings
from tests.support.clients.calls import API, problem, told
from tests.support.films.takes import put_take as put


@pytest.fixture
async def renders(api: AsyncClient, settings: Settings) -> Path:
    """Of a film of nobody's."""
    told(await api.post(f"{API}/projects", json={"name": "Film"}), 201)
    return settings.workspace_root / "Film/03_Renders"


@pytest.fixture
def secret(settings: Settings) -> Path:
    path = settings.workspace_root.parent / "secret"
    path.write_text("secret")
    return path


async def test_an_ordinary_record_is_a_take(api: AsyncClient, renders: Path) -> None:
    put(renders)
    assert (await api.get(f"{API}/takes/take-1/content")).content == b"png"


@pytest.mark.parametrize(
    "fields",
    [
        {"outputs": ["../../../secret"]},
        {"outputs": ["/etc/passwd"]},
        {"outputs": [".."]},
        {"outputs": ["..\\secret"]},
        {"outputs": ["a/../../../../secret"]},
        {"outputs": ["secret\0.png"]},
        {"outputs": []},
        {"id": "../../../secret"},
        {"id": ""},
    ],
)
async def test_a_record_that_leads_out_of_the_film_is_no_take(
    api: AsyncClient, renders: Path, secret: Path, fields: dict[str, Any]
) -> None:
    put(renders, **fields)
    for call in ("content", "thumbnail", ""):
        problem(await api.get(f"{API}/takes/take-1/{call}".rstrip("/")), 404)
    problem(await api.delete(f"{API}/takes/take-1"), 404)
    listed = (await api.get(f"{API}/projects")).json()[0]
    assert (await api.get(f"{API}/projects/{listed['id']}/takes")).json() == []
    assert secret.read_text() == "secret"


async def test_a_link_among_the_renders_is_not_followed(api: AsyncClient, renders: Path, secret: Path) -> None:
    put(renders)
    (renders / "output_1.png").unlink()
    (renders / "output_1.png").symlink_to(secret)
    problem(await api.get(f"{API}/takes/take-1/content"), 422, "path_invalid")
    problem(await api.delete(f"{API}/takes/take-1"), 422, "path_invalid")
    assert secret.exists()


async def test_folders_that_are_links_are_neither_read_nor_written(
    api: AsyncClient, renders: Path, tmp_path: Path
) -> None:
    away = tmp_path / "away"
    put(away)
    for path in renders.iterdir():
        path.unlink()
    renders.rmdir()
    renders.symlink_to(away)
    problem(await api.get(f"{API}/takes/take-1/content"), 422, "path_invalid")
    problem(await api.delete(f"{API}/takes/take-1"), 422, "path_invalid")
    assert sorted(path.name for path in away.iterdir()) == ["output_1.json", "output_1.png"]
