from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from asgi_lifespan import LifespanManager
from httpx import ASGITransport, AsyncClient
from pydantic import SecretStr

from app.api import create_app
from app.config import Settings
from tests.support.clients.browsing import TOKEN


@pytest.fixture
async def guarded(settings: Settings) -> AsyncIterator[AsyncClient]:
    """The web application in this process, asking for its access token."""
    app = create_app(settings.model_copy(update={"auteur_access_token": SecretStr(TOKEN)}))
    async with (
        LifespanManager(app) as manager,
        AsyncClient(transport=ASGITransport(manager.app), base_url="http://localhost") as client,
    ):
        yield client
