"""Large files by the client that pages use, over connections that break and a backend that dies.

How large, and how often, the environment may say: AUTEUR_TEST_UPLOAD_MIB, AUTEUR_TEST_UPLOAD_CUTS,
AUTEUR_TEST_UPLOAD_RESTARTS.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.support.clients.calls import assets, finished_assets, make_film
from tests.support.clients.tus import leftovers
from tests.support.films.disk import snapshot
from tests.support.outside.cutting_proxy import CuttingProxy
from tests.support.studios.memory import peak_of
from tests.support.studios.processes import ROOT
from tests.support.studios.studio import Studio
from tests.support.waiting import DEADLINE, eventually

MIB = 1024 * 1024
SIZE = int(os.environ.get("AUTEUR_TEST_UPLOAD_MIB", "64")) * MIB
CUTS = int(os.environ.get("AUTEUR_TEST_UPLOAD_CUTS", "10"))
RESTARTS = int(os.environ.get("AUTEUR_TEST_UPLOAD_RESTARTS", "1"))
PATIENCE = DEADLINE + SIZE / MIB  # seconds
FLAT = 24 * MIB  # however much is sent

pytestmark = pytest.mark.timeout(120 + 2 * PATIENCE)


@pytest.fixture(scope="module")
def own_studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """One whose backend may be killed."""
    running = Studio(tmp_path_factory.mktemp("tus"))
    running.start_worker()
    yield running
    running.close()


@pytest.fixture
def film(own_studio: Studio) -> dict[str, Any]:
    return make_film(own_studio.client)


@pytest.fixture
def folder(own_studio: Studio, film: dict[str, Any]) -> Path:
    return own_studio.workspace / str(film["folder"])


class Client:
    """A file on its way, through a proxy."""

    def __init__(self, file: Path, film: dict[str, Any], port: int, **options: Any) -> None:
        metadata = {"filename": file.name, "project_id": film["id"], "asset_type": "locations"}
        asked = {
            "frontend": str(ROOT / "frontend"),
            "path": str(file),
            "endpoint": f"http://localhost:{port}/api/v1/uploads",
            "metadata": metadata,
            **options,
        }
        command = ["node", str(ROOT / "tests/support/clients/tus_client.cjs"), json.dumps(asked)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def outcome(self) -> dict[str, str]:
        try:
            said, _ = self._process.communicate(timeout=PATIENCE)
        finally:
            self._process.kill()
        last: dict[str, str] = json.loads(said.splitlines()[-1])
        return last


def noise(path: Path, size: int) -> str:
    """Writes a file that can't be compressed, no two MiB of it alike; returns its sha256."""
    block, digest = os.urandom(MIB), hashlib.sha256()
    with path.open("wb") as file:
        for number in range(size // MIB):
            piece = number.to_bytes(8) + block[8:]
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def arrived(folder: Path) -> int:
    parts = list((folder / "05_Cache/uploads").glob("*.part"))
    return parts[0].stat().st_size if parts else 0


def test_cut_again_and_again_it_arrives_as_it_was_sent(
    own_studio: Studio, film: dict[str, Any], folder: Path, tmp_path: Path
) -> None:
    seed = random.randrange(2**32)
    told = f"seed {seed}: {SIZE // MIB} MiB, {CUTS} cuts, {RESTARTS} restarts"
    sha256 = noise(tmp_path / "plate.mov.dat", SIZE)
    proxy = CuttingProxy(own_studio.port, random.Random(seed).sample(range(MIB, SIZE), CUTS))
    before, peaks = psutil.Process(own_studio.backend.pid).memory_info().rss, list[int]()
    client = Client(tmp_path / "plate.mov.dat", film, proxy.port)
    for number in range(RESTARTS):
        eventually(lambda n=number: arrived(folder) > SIZE * (n + 1) // (RESTARTS + 1), PATIENCE)  # type: ignore[misc]
        peaks.append(peak_of(own_studio.backend.pid))
        own_studio.restart_backend()
    assert client.outcome()["done"] == "sent"
    peaks.append(peak_of(own_studio.backend.pid))
    proxy.close()
    eventually(lambda: assets(own_studio.client, film["id"])[0]["status"] != "processing", PATIENCE)
    (asset,) = finished_assets(own_studio.client, film["id"], 1)
    print(f"{told}; {before // MIB} MiB of memory at first, at most {max(peaks) // MIB}")  # noqa: T201  of a long run
    assert (asset["size"], asset["sha256"]) == (SIZE, sha256)
    with (folder.parent / asset["path"]).open("rb") as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() == sha256
    assert proxy.made == CUTS
    assert max(peaks) - before < FLAT
    assert leftovers(folder) == []
    assert "Traceback" not in own_studio.backend.words()


def test_a_cancelled_one_leaves_nothing(own_studio: Studio, film: dict[str, Any], folder: Path, tmp_path: Path) -> None:
    noise(tmp_path / "plate.dat", 16 * MIB)
    with own_studio.redis.client() as redis:
        keys = set(redis.scan_iter("upload:*"))
        before = snapshot(folder)
        client = Client(tmp_path / "plate.dat", film, own_studio.port, cancelAt=4 * MIB, chunkSize=3 * MIB)
        assert client.outcome()["done"] == "cancelled"
        eventually(lambda: leftovers(folder) == [])
        assert snapshot(folder) == before
        assert set(redis.scan_iter("upload:*")) == keys
    assert assets(own_studio.client, film["id"]) == []


def test_a_form_of_any_size_takes_no_memory(own_studio: Studio, film: dict[str, Any], folder: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="plate.dat"\r\n\r\n'
        yield from (bytes(MIB) for _ in range(SIZE // MIB))
        yield b"\r\n--b--\r\n"

    before = psutil.Process(own_studio.backend.pid).memory_info().rss
    address = f"/api/v1/projects/{film['id']}/assets?asset_type=styles"
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    sent = own_studio.client.post(address, content=pieces(), headers=headers, timeout=PATIENCE)
    assert [asset["size"] for asset in sent.json()] == [SIZE]
    assert peak_of(own_studio.backend.pid) - before < FLAT
    eventually(lambda: leftovers(folder) == [], PATIENCE)
