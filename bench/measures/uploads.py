"""One large file on its way in, until its asset is committed, beside `cp` and `sha256sum` of the same file."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import uvloop

from bench.figures import Row, at_most
from bench.rig.load import memory, peak_memory, settle
from bench.rig.rest import API, Rest
from bench.rig.sockets import listen
from bench.rig.studio import Studio

_MIB = 2**20
_SLOWER = 1.3
_FLAT_MIB = 64.0  # what buffers may take, however large the file
_SECONDS = 600
_BOUNDARY = "auteur-bench"
_TUS = {"Tus-Resumable": "1.0.0"}

_Send = Callable[[Rest, str, Path], None]


class _Ear:
    """Hears that the film's file is committed."""

    def __init__(self) -> None:
        self.committed = asyncio.Event()

    def __call__(self, payload: bytes) -> None:
        event = json.loads(payload)
        if event["type"] == "git.committed" and any("01_Assets/" in path for path in event["data"]["paths"]):
            self.committed.set()


@dataclass(frozen=True)
class _Lap:
    """Seconds to the last byte's answer and to the commit; MiB that the processes took more than before."""

    received: float
    committed: float
    backend: float
    worker: float


def measure(studio: Studio, mib: int) -> list[Row]:
    """The peer before and after: the page cache helps both alike."""
    file = studio.workspace.parent / "clip.mxf"
    _fill(file, mib)
    rows: list[Row] = []
    for way, send in (("REST", _by_rest), ("tus", _by_tus)):
        before = _by_hand(file)
        lap = uvloop.run(_lap(studio, f"Bench {way}", file, send))
        rows += _rows(f"{mib:,} MiB by {way}", lap, (before + _by_hand(file)) / 2)
    return rows


def _rows(what: str, lap: _Lap, by_hand: float) -> list[Row]:
    bound, flat = at_most(_SLOWER * by_hand, f"{_SLOWER} × the peer"), at_most(_FLAT_MIB, "64 MiB, whatever the size")
    note = f"received after {lap.received:.1f} s"
    return [
        Row(f"Upload of {what} to a committed asset", lap.committed, "s", "cp and sha256sum", by_hand, bound, note),
        Row(f"Upload of {what}, memory of the backend", lap.backend, "MiB", bound=flat),
        Row(f"Upload of {what}, memory of the worker", lap.worker, "MiB", bound=flat),
    ]


async def _lap(studio: Studio, name: str, file: Path, send: _Send) -> _Lap:
    rest, ear = studio.rest(), _Ear()
    film_id = rest.make_film(name)
    [socket] = await listen(studio.port, f"/ws/{film_id}", [ear])
    await asyncio.to_thread(settle, *studio.pids)
    taken = [memory(pid) for pid in studio.pids]
    with peak_memory(studio.backend_pid) as backend, peak_memory(studio.worker_pid) as worker:
        began = time.perf_counter()
        await asyncio.to_thread(send, rest, film_id, file)
        received = time.perf_counter() - began
        async with asyncio.timeout(_SECONDS):
            await ear.committed.wait()
        committed = time.perf_counter() - began
    socket.close()
    grown = [(peak.bytes - before) / _MIB for peak, before in zip((backend, worker), taken, strict=True)]
    return _Lap(received, committed, *grown)


def _by_rest(rest: Rest, film_id: str, file: Path) -> None:
    head = (
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{file.name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    ).encode()
    tail = f"\r\n--{_BOUNDARY}--\r\n".encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={_BOUNDARY}",
        "Content-Length": str(len(head) + file.stat().st_size + len(tail)),
    }
    rest.ask("POST", f"{API}/projects/{film_id}/assets?asset_type=styles", _body(head, file, tail), headers)


def _by_tus(rest: Rest, film_id: str, file: Path) -> None:
    told = {"filename": file.name, "project_id": film_id, "asset_type": "styles"}
    metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())
    size = str(file.stat().st_size)
    created, _ = rest.ask(
        "POST", f"{API}/uploads", headers={**_TUS, "Upload-Length": size, "Upload-Metadata": metadata}
    )
    piece = {"Upload-Offset": "0", "Content-Length": size, "Content-Type": "application/offset+octet-stream"}
    rest.ask("PATCH", str(created["Location"]), _body(b"", file, b""), _TUS | piece)


def _body(head: bytes, file: Path, tail: bytes) -> Iterator[bytes]:
    yield head
    with file.open("rb") as source:
        while piece := source.read(_MIB):
            yield piece
    yield tail


def _fill(file: Path, mib: int) -> None:
    """Random bytes: nothing on the way can make them fewer."""
    with file.open("wb") as target:
        for _ in range(mib):
            target.write(os.urandom(_MIB))


def _by_hand(file: Path) -> float:
    copy = file.with_name("copy")
    began = time.perf_counter()
    subprocess.run(["cp", file, copy], check=True)
    subprocess.run(["sha256sum", copy], check=True, capture_output=True)
    took = time.perf_counter() - began
    copy.unlink()
    return took
