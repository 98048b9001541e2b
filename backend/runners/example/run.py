"""Weaves a picture of the prompt and the seed; a real runner would call its model where this one weaves."""

from __future__ import annotations

import json
import math
import random
import struct
import zlib
from pathlib import Path
from typing import Any

JOB, OUTPUT = Path("/job/job.json"), Path("/output")


def main() -> None:
    job = json.loads(JOB.read_bytes())
    wishes = job["parameters"]
    width, height = int(wishes.get("width") or 320), int(wishes.get("height") or 180)
    steps = int(wishes.get("steps") or 4)
    threads = random.Random(f"{job['seed']} {job['prompt']}")
    waves = [tuple(threads.uniform(-0.2, 0.2) for _ in range(3)) for _ in range(steps)]
    rows: list[list[float]] = [[0.0] * width for _ in range(height)]
    for step, wave in enumerate(waves, 1):
        weave(rows, wave)
        say(step=step, total=steps, description=f"Thread {step}")
    (OUTPUT / "image.png").write_bytes(png(rows, steps))
    say(outputs={"image": "image.png"})


def weave(rows: list[list[float]], wave: tuple[float, ...]) -> None:
    across, down, phase = wave
    for y, row in enumerate(rows):
        for x in range(len(row)):
            row[x] += math.sin(x * across + y * down + phase * 30)


def png(rows: list[list[float]], most: int) -> bytes:
    """Grey, 8 bits."""
    lines = b"".join(b"\0" + bytes(int(127.5 * (1 + value / most)) for value in row) for row in rows)
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in chunks)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def say(**message: Any) -> None:
    print(json.dumps(message), flush=True)


if __name__ == "__main__":
    main()
