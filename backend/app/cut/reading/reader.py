"""A timeline from anyone, read by a child process that has limits."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path, PurePosixPath

from pydantic import TypeAdapter, ValidationError

import app
from app.cut.reading.limits import ADAPTERS, MAX_BUNDLE_BYTES, MAX_BYTES, SECONDS, Verdict
from app.cut.reading.schemas import Played
from app.cut.schemas import Frames
from app.errors import Invalid, TooLarge, Unsupported


class ReadClip(Played):
    """A clip as the file has it; what it is of, its ids or its names may tell."""

    at: Frames
    frames: Frames
    name: str
    url: str
    clip_id: str | None
    take_id: str | None


_CLIPS = TypeAdapter(list[ReadClip])


def adapter_of(name: str) -> str:
    """Raises `Unsupported`."""
    suffix = PurePosixPath(name.lower()).suffix
    if suffix not in ADAPTERS:
        raise Unsupported("A cut is an .otio, .otioz, .edl or .fcpxml file.", code="cut_type")
    return ADAPTERS[suffix]


def read(source: Path, name: str, fps: float) -> list[ReadClip]:
    """In frames at `fps`. Raises `Unsupported`, `TooLarge`, `Invalid` for a file that can't be read."""
    adapter = adapter_of(name)
    if source.stat().st_size > (MAX_BUNDLE_BYTES if adapter == "otioz" else MAX_BYTES):
        raise _too_large()
    done = subprocess.run(
        [sys.executable, "-P", "-m", "app.cut.reading.child", str(source.absolute()), adapter, str(fps)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # None of our own variables: a parser that is taken over finds no secret.
        env={"PYTHONPATH": str(Path(app.__path__[0]).parent)},
        timeout=SECONDS + 5,  # the child ends itself in time, unless the kernel holds it
        check=False,
    )
    if done.returncode in {Verdict.TOO_LARGE, -signal.SIGALRM, -signal.SIGKILL}:
        raise _too_large()
    if done.returncode != Verdict.READ:
        raise _unreadable()
    try:
        return _CLIPS.validate_json(done.stdout)
    except ValidationError as error:  # lengths that none can have, ids that are no words
        raise _unreadable() from error


def _unreadable() -> Invalid:
    return Invalid("This timeline can't be read: export it again from the editing program.", field="file")


def _too_large() -> TooLarge:
    return TooLarge(f"A timeline can have {MAX_BYTES // 2**20} MiB.", code="cut_too_large")
