from __future__ import annotations

import json
import os
import socket
import sys
import time
from pathlib import Path
from typing import Any

OUTPUT = Path("/output")
# One grey pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)


def say(**message: Any) -> None:
    print(json.dumps(message), flush=True)


def succeed() -> None:
    (OUTPUT / "image.png").write_bytes(PIXEL)
    say(outputs={"image": "image.png"})


def hang() -> None:
    say(step=1, total=4, description="Hanging")
    time.sleep(3600)


def eat_memory() -> None:
    eaten = []
    while True:
        eaten.append(bytearray(os.urandom(2**20)))


def flood() -> None:
    with (OUTPUT / "flood.png").open("wb") as file:
        while True:
            file.write(bytes(2**20))
            file.flush()


def fail() -> None:
    print("no such colour", file=sys.stderr)
    sys.exit(3)


def refuse() -> None:
    say(error="the model has no such colour")


def say_nothing() -> None:
    return


def babble() -> None:
    print("x" * 300_000)
    print('{"step": "many"}\n[]\nnull')
    say(step=99, total=3, description="Nearly")
    succeed()


def leave_a_link() -> None:
    (OUTPUT / "image.png").symlink_to("/etc/passwd")
    say(outputs={"image": "image.png"})


def leave_a_pipe() -> None:
    os.mkfifo(OUTPUT / "image.png")
    say(outputs={"image": "image.png"})


def climb_out() -> None:
    say(outputs={"image": "../job/job.json"})


def name_what_is_not_there() -> None:
    say(outputs={"image": "image.png"})


def say_what_it_may() -> None:
    told = {
        "user": os.getuid(),
        "film": _can(lambda: (Path("/film") / "mine").write_text("")),
        "job": _can(lambda: Path("/job/job.json").write_text("")),
        "root": _can(lambda: Path("/mine").write_text("")),
        "scratch": _can(lambda: Path("/tmp/mine").write_text("")),  # noqa: S108
        "network": _can(lambda: socket.create_connection(("192.0.2.1", 80), 2)),
        "interfaces": sorted(name for _, name in socket.if_nameindex()),
        "capabilities": next(line for line in Path("/proc/self/status").read_text().splitlines() if "CapEff" in line),
        "seen": sorted(path.name for path in Path("/film").iterdir()),
    }
    say(error=json.dumps(told))


def _can(act: Any) -> bool:
    try:
        act()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    globals()[json.loads(Path("/job/job.json").read_bytes())["prompt"]]()
