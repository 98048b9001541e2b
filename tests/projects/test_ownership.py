"""A film that belongs to another user than the studio, as one of root's does in containers. The other way round is
in `tests/git/test_trust.py`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from httpx import AsyncClient

from app.config import Settings
from tests.support.clients.calls import API, problem, told
from tests.support.films.disk import snapshot

pytestmark = pytest.mark.skipif(os.getuid() != 0, reason="only root may become somebody else")
ANOTHER = 12345


@contextmanager
def somebody_else() -> Iterator[None]:
    os.setegid(ANOTHER)
    os.seteuid(ANOTHER)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.fixture
async def film_id(api: AsyncClient, tmp_path: Path) -> str:
    """Of root's, in a place that others may enter."""
    for folder in (tmp_path, *tmp_path.parents):
        if not folder.stat().st_mode & 0o005:
            folder.chmod(0o755)
    return str(told(await api.post(f"{API}/projects", json={"name": "Nosferatu"}), 201)["id"])


async def test_it_is_read_with_its_history(api: AsyncClient, film_id: str) -> None:
    address = f"{API}/projects/{film_id}"
    with somebody_else():
        assert told(await api.get(address))["reason"] is None
        assert told(await api.get(f"{address}/git/status"))["changes"] == []
        assert len((await api.get(f"{address}/git/log")).json()) == 1


async def test_changing_it_is_refused_with_what_to_do(api: AsyncClient, film_id: str, settings: Settings) -> None:
    before = snapshot(settings.workspace_root)
    with somebody_else():
        for path, body in (("chapters", {"name": "Two"}), ("tasks", {"type": "text_to_image", "prompt": "A castle"})):
            refusal = problem(await api.post(f"{API}/projects/{film_id}/{path}", json=body), 409, "not_permitted")
            assert "chown" in refusal["detail"]
    assert snapshot(settings.workspace_root) == before
