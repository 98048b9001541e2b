"""Whatever someone sends, by a form or by tus: refused with nothing written, or kept under a name of ours and served
so that no browser takes it for anything but bytes."""

from __future__ import annotations

import base64
import io
import pickle
import unicodedata
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from httpx import AsyncClient, Response
from PIL import Image

from app.assets import journal
from app.config import Settings
from app.projects import outbox
from app.projects.film import Film
from app.worker import uploads
from app.worker.studio import Studio
from tests.support.clients.calls import API, problem, told
from tests.support.clients.names import HOSTILE_FILES
from tests.support.clients.tus import TUS, leftovers
from tests.support.films.disk import clean, snapshot, sound
from tests.worker.recognition import samples

Send = Callable[[bytes, bytes], Awaitable[Response]]

REFUSED_NAMES = [
    *(name.encode() for name in HOSTILE_FILES),
    b"",
    b"nul\0.png",
    b"new\nline.png",
    "half\ud800.png".encode("utf-8", "surrogatepass"),
    b"bad\xff.png",
    b".GIT/config",
    b"shots/.gitattributes",
    b"x" * 256,
    b"C:\\x",
]
LABELS = [
    unicodedata.normalize("NFC", "café.txt"),
    unicodedata.normalize("NFD", "café.txt"),
    "A.txt",
    "a.txt",
    "CON",
    "CON.txt",
    "-rf",
    "--help.txt",
    ":(exclude)x",
    "$(id).txt",
    "`id`;.txt",
    "x.txt.asset.json",
    "take.json",
    "a.refused",
    ".tmp-a",
    "東京.txt",
]
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HLS = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"4d" * 32 + b"\nsize 12345\n"


def huge_png(_: Path) -> bytes:
    data = io.BytesIO()
    Image.new("L", (14_000, 14_000)).save(data, "PNG", compress_level=1)
    return data.getvalue()


def truncated_film(folder: Path) -> bytes:
    return samples.cut(samples.film(folder / "a.mp4")).read_bytes()


def truncated_sound(folder: Path) -> bytes:
    wave = np.zeros(2 * samples.RATE, dtype=np.float32)
    return samples.cut(samples.sound(folder / "a.wav", wave)).read_bytes()


def false_weights(folder: Path) -> bytes:
    return samples.safetensors(folder / "a", b"{}", length=2**40).read_bytes()


def deep_weights(folder: Path) -> bytes:
    return samples.safetensors(folder / "a", b'{"w":' + b"[" * 100_000).read_bytes()


def deep_json(_: Path) -> bytes:
    return b"[" * 1_000_000


# Name, content, whether there is a reason why it is of no use, whether a page may show it.
CONTENTS: list[tuple[str, bytes | Callable[[Path], bytes], bool, bool]] = [
    ("drawing.svg", SVG, False, False),
    ("page.html", HTML, False, False),
    ("page.xhtml", b'<?xml version="1.0"?>' + HTML, False, False),
    ("plate.png", HTML, True, False),
    ("plate.jpg", SVG, True, False),
    ("clip.mp4", HLS, True, False),
    ("wide.png", huge_png, False, True),
    ("clip.mp4", truncated_film, True, True),
    ("tune.wav", truncated_sound, True, True),
    ("lora.safetensors", false_weights, True, False),
    ("lora.safetensors", deep_weights, True, False),
    ("model.pt", pickle.dumps({"w": [1.0]}), True, False),
    ("plate.png", pickle.dumps({"w": [1.0]}), True, False),
    ("deep.json", deep_json, False, False),
    ("empty.png", b"", True, False),
]


@pytest.fixture
async def project(api: AsyncClient) -> dict[str, Any]:
    return told(await api.post(f"{API}/projects", json={"name": "Film"}), 201)


@pytest.fixture
def film(workshop: Studio, project: dict[str, Any]) -> Film:
    return workshop.films.get(project["id"])


@pytest.fixture(params=["form", "tus"])
def send(request: pytest.FixtureRequest, api: AsyncClient, project: dict[str, Any]) -> Send:
    """Send bytes under a name that goes over the wire exactly as it is."""

    async def by_form(name: bytes, data: bytes) -> Response:
        head = b'--b-b-b\r\nContent-Disposition: form-data; name="files"; filename="' + name + b'"\r\n\r\n'
        headers = {"Content-Type": "multipart/form-data; boundary=b-b-b"}
        address = f"{API}/projects/{project['id']}/assets?asset_type=locations"
        return await api.post(address, content=head + data + b"\r\n--b-b-b--\r\n", headers=headers)

    async def by_tus(name: bytes, data: bytes) -> Response:
        metadata = {"filename": name, "project_id": project["id"].encode(), "asset_type": b"locations"}
        encoded = ",".join(f"{key} {base64.b64encode(value).decode()}" for key, value in metadata.items())
        begun = await api.post(
            f"{API}/uploads", headers={**TUS, "Upload-Length": str(len(data)), "Upload-Metadata": encoded}
        )
        if begun.is_error or not data:
            return begun
        headers = {**TUS, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
        return await api.patch(begun.headers["Location"], content=data, headers=headers)

    return by_form if request.param == "form" else by_tus


async def test_a_hostile_name_is_refused_with_nothing_written(send: Send, settings: Settings, film: Film) -> None:
    before = snapshot(settings.workspace_root.parent)
    for name in REFUSED_NAMES:
        problem(await send(name, b"evil"), 422)
    assert snapshot(settings.workspace_root.parent) == before
    assert film.folder.exists()


async def test_any_other_name_is_a_label_and_no_path(
    send: Send, settings: Settings, film: Film, workshop: Studio, api: AsyncClient
) -> None:
    before = set(snapshot(settings.workspace_root.parent))
    for number, name in enumerate(LABELS):
        assert (await send(name.encode(), b"salt %d" % number)).is_success, name
    _finish(workshop, film)
    found = (await api.get(f"{API}/projects/{film.id}/assets")).json()
    assert {asset["name"] for asset in found} == {unicodedata.normalize("NFC", name) for name in LABELS}
    written = set(snapshot(settings.workspace_root.parent)) - before
    ours = {path for path in written if "/.git/" not in path and "/.auteur/" not in path}
    assert len(ours) == 2 * len(LABELS)
    for path in ours:
        place, _, own = path.rpartition("/")
        assert place == "workspace/Film/01_Assets/Locations"
        assert own.isascii()
        assert not own.startswith((".", "-", "CON."))
    assert clean(film.folder)


@pytest.mark.parametrize(("name", "content", "useless", "shown"), CONTENTS)
async def test_hostile_content_is_bytes_and_nothing_else(
    send: Send,
    film: Film,
    workshop: Studio,
    api: AsyncClient,
    tmp_path: Path,
    name: str,
    content: bytes | Callable[[Path], bytes],
    useless: bool,
    shown: bool,
) -> None:
    data = content if isinstance(content, bytes) else content(tmp_path)
    assert (await send(name.encode(), data)).is_success
    _finish(workshop, film)
    (asset,) = (await api.get(f"{API}/projects/{film.id}/assets")).json()
    assert (asset["status"], bool(asset["reason"])) == (("failed", True) if useless else ("ready", False))
    served = await api.get(asset["url"])
    assert served.content == data
    assert served.headers["x-content-type-options"] == "nosniff"
    assert served.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert served.headers["content-disposition"].startswith("inline" if shown else "attachment")
    small = await api.get(f"{API}/projects/{film.id}/assets/{asset['id']}/thumbnail")
    assert small.status_code == 404 or small.headers["x-content-type-options"] == "nosniff"
    assert small.status_code in {200, 404}
    assert clean(film.folder)
    assert sound(film.folder)


@pytest.mark.parametrize("name", ["clip.mp4", "notes.txt"])
async def test_a_pointer_is_not_taken_for_what_it_points_at(
    send: Send, film: Film, workshop: Studio, api: AsyncClient, name: str
) -> None:
    assert (await send(name.encode(), POINTER)).is_success
    _finish(workshop, film)
    (asset,) = (await api.get(f"{API}/projects/{film.id}/assets")).json()
    assert asset["status"] == "failed"
    assert "pointer" in asset["reason"]
    problem(await api.get(asset["url"]), 404, "not_fetched")
    assert clean(film.folder)


def _finish(workshop: Studio, film: Film) -> None:
    """What a worker does about all that has arrived."""
    for asset_id in journal.waiting(film):
        uploads.finish(workshop, film.id, asset_id)
    outbox.flush(film)


FORMS = {
    "a thousand fields": b"".join(
        b'--b\r\nContent-Disposition: form-data; name="f%d"\r\n\r\nx\r\n' % n for n in range(1000)
    ),
    "a thousand files": b"".join(
        b'--b\r\nContent-Disposition: form-data; name="files"; filename="%d.txt"\r\n\r\nx\r\n' % n for n in range(1000)
    ),
    "a part without end": b'--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n' + b"x" * 5000,
    "a header without end": b"--b\r\nContent-Disposition: " + b"x" * 100_000,
    "no boundary": b"x" * 5000,
    "nothing": b"",
}


@pytest.mark.parametrize("what", FORMS)
async def test_a_hostile_form_is_refused_with_nothing_written(
    api: AsyncClient, film: Film, settings: Settings, what: str
) -> None:
    before = snapshot(settings.workspace_root.parent)
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    address = f"{API}/projects/{film.id}/assets?asset_type=locations"
    answer = await api.post(
        address, content=FORMS[what] + b"--b--\r\n" * what.startswith("a thousand"), headers=headers
    )
    problem(answer, 413 if what.startswith("a thousand") else 422)
    assert snapshot(settings.workspace_root.parent) == before


@pytest.mark.parametrize("place", ["05_Cache", "05_Cache/uploads", ".auteur/uploads", ".auteur/incoming"])
async def test_nothing_is_written_through_a_link(send: Send, film: Film, tmp_path: Path, place: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    link = film.folder / place
    if link.is_dir():
        link.rename(tmp_path / "moved")
    link.symlink_to(outside)
    assert (await send(b"a.txt", b"evil")).status_code in {200, 204, 422}
    assert list(outside.iterdir()) == []


async def test_nothing_is_kept_through_a_link(send: Send, film: Film, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (film.folder / "01_Assets/Locations").rename(outside)
    (film.folder / "01_Assets/Locations").symlink_to(outside)
    before = snapshot(outside)
    problem(await send(b"a.txt", b"evil"), 422, "path_invalid")
    assert snapshot(outside) == before
    assert leftovers(film.folder) == []


async def test_a_journal_that_came_with_a_film_can_not_reach_out_of_it(
    send: Send, film: Film, workshop: Studio, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    await send(b"a.txt", b"salt")
    (entry,) = (film.state / "uploads").glob("*.json")
    (waiting,) = (film.folder / "05_Cache/uploads").iterdir()
    entry.write_text(entry.read_text().replace(waiting.name, "../../../../secret"))
    _finish(workshop, film)
    assert (tmp_path / "secret").read_bytes() == b"secret"
    assert not list((film.folder / "01_Assets/Locations").glob("a-*"))
