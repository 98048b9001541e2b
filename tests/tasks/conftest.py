from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from httpx import AsyncClient

from app.projects.film import Film
from tests.support.clients.calls import API, told

Record = dict[str, Any]
Submitted = Callable[..., Awaitable[Record]]


@pytest.fixture
def submitted(api: AsyncClient, film: Film) -> Submitted:
    """Submit a task of the film over REST."""

    async def submit(**wishes: Any) -> Record:
        body = {"type": "text_to_image", "prompt": "A lighthouse", **wishes}
        return told(await api.post(f"{API}/projects/{film.id}/tasks", json=body), 201)

    return submit
