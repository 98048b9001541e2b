"""A film's characters, over REST and on disk."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from httpx import AsyncClient, Response
from PIL import Image

from tests.support.clients.calls import API, told


def picture(size: tuple[int, int] = (320, 400), kind: str = "PNG", colour: str = "tan") -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, colour).save(drawn, kind)
    return drawn.getvalue()


@dataclass
class Casting:
    """A film's characters, over REST and on disk."""

    api: AsyncClient
    film_id: str
    folder: Path

    @property
    def address(self) -> str:
        return f"{API}/projects/{self.film_id}/characters"

    async def add(self, name: str = "Count Orlok", **wishes: Any) -> dict[str, Any]:
        return told(await self.api.post(self.address, json={"name": name, **wishes}), 201)

    async def get(self, character_id: str) -> dict[str, Any]:
        return told(await self.api.get(f"{self.address}/{character_id}"))

    async def send_face(self, character_id: str, data: bytes, name: str = "face.png") -> Response:
        return await self.api.post(f"{self.address}/{character_id}/base-face", files={"file": (name, data)})

    def of(self, character_id: str) -> Path:
        return self.folder / "01_Assets/Characters" / character_id

    def notes(self) -> str:
        """What waits to be committed."""
        return "".join(note.read_text() for note in (self.folder / ".auteur/outbox").glob("*.json"))
