from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import app
from app.errors import TooLarge, Unsupported
from app.pictures.limits import MAX_PIXELS, SECONDS, Verdict


def as_png(source: Path, target: Path) -> None:
    """Write what is seen in `source` to `target`: RGB, upright, at most `MAX_SIDE` pixels a side, nothing else kept.

    Raises `Unsupported` for what is no picture, `TooLarge` for too many pixels.
    """
    code = subprocess.run(
        [sys.executable, "-P", "-m", "app.pictures.child", str(source.absolute()), str(target.absolute())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # None of our own variables: a decoder that is taken over finds no secret.
        env={"PYTHONPATH": str(Path(app.__path__[0]).parent)},
        timeout=SECONDS + 5,  # the child ends itself in time, unless the kernel holds it
        check=False,
    ).returncode
    if code in {Verdict.TOO_LARGE, -signal.SIGALRM, -signal.SIGKILL}:
        told = f"A picture may have {MAX_PIXELS // 10**6} million pixels."
        raise TooLarge(told, code="picture_too_large")
    if code != Verdict.WRITTEN:
        raise Unsupported("This file is no picture that can be read: send a PNG, JPEG or WebP.", code="not_a_picture")
