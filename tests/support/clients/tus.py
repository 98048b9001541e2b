"""Resumable uploads as a client asks for them, step by step."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

import httpx

from tests.support.clients.calls import API

TUS = {"Tus-Resumable": "1.0.0"}


def announced(film: dict[str, Any], length: int, **metadata: str) -> dict[str, str]:
    """The headers that begin an upload."""
    told = {"filename": "plate.dat", "project_id": film["id"], "asset_type": "locations", **metadata}
    encoded = ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in told.items())
    return {**TUS, "Upload-Length": str(length), "Upload-Metadata": encoded}


def begin(client: httpx.Client, film: dict[str, Any], length: int, **metadata: str) -> httpx.Response:
    return client.post(f"{API}/uploads", headers=announced(film, length, **metadata))


def location(response: httpx.Response) -> str:
    assert response.status_code == 201, response.text
    return httpx.URL(response.headers["Location"]).path


def send(client: httpx.Client, url: str, offset: int, data: bytes, **headers: str) -> httpx.Response:
    own = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream", **TUS, **headers}
    return client.patch(url, content=data, headers=own)


def offset(client: httpx.Client, url: str) -> int:
    return int(client.head(url, headers=TUS).headers["Upload-Offset"])


def checksum(data: bytes, algorithm: str = "sha1") -> str:
    return f"{algorithm} {base64.b64encode(hashlib.new(algorithm, data).digest()).decode()}"


def leftovers(folder: Path) -> list[str]:
    places = (folder / "05_Cache" / "uploads", folder / ".auteur" / "incoming", folder / ".auteur" / "uploads")
    return [path.name for place in places if place.exists() for path in place.iterdir()]
