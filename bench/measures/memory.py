"""What the studio's processes take while nobody asks for anything, and with a crowd of open sockets."""

from __future__ import annotations

import uvloop

from bench.figures import Row
from bench.rig.load import memory, settle
from bench.rig.sockets import listen
from bench.rig.studio import WORKERS, Studio

_MIB = 2**20


def measure(studio: Studio, sockets: int) -> list[Row]:
    film_id = studio.rest().make_film("Bench Memory")
    settle(*studio.pids)
    idle = memory(studio.backend_pid) / _MIB
    worker = Row(f"Memory, worker idle, {WORKERS} processes", memory(studio.worker_pid) / _MIB, "MiB")
    crowded = uvloop.run(_crowded(studio, film_id, sockets)) / _MIB
    note = f"{(crowded - idle) * 1024 / sockets:.0f} KiB a socket"
    return [
        Row("Memory, backend idle", idle, "MiB"),
        Row(f"Memory, backend with {sockets:,} sockets", crowded, "MiB", note=note),
        worker,
    ]


async def _crowded(studio: Studio, film_id: str, count: int) -> int:
    listeners = await listen(studio.port, f"/ws/{film_id}", [_nobody] * count)
    taken = memory(studio.backend_pid)
    for listener in listeners:
        listener.close()
    return taken


def _nobody(_: bytes) -> None:
    return
