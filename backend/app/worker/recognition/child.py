"""The worker's side: a child process parses, within limits; whatever becomes of it, there is a report."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import structlog
from pydantic import Base64Bytes, Field, ValidationError

import app
from app.assets.limits import READING_MEMORY, READING_SECONDS
from app.schemas import Schema
from app.worker.recognition import claims, recognisers
from app.worker.recognition.content import content_type

_GRACE = 5  # seconds; a child ends itself in time, unless the kernel holds it

log = structlog.get_logger()


@dataclass(frozen=True)
class Limits:
    memory: int = READING_MEMORY
    seconds: int = READING_SECONDS


class Report(Schema):
    """`reason` is why the file is of no use; one that is `refused` must not enter the film's history either."""

    mime: str
    metadata: dict[str, Any] = Field(default_factory=dict)
    poster: Base64Bytes | None = None
    reason: str | None = None
    refused: bool = False


def recognise(path: Path, name: str, limits: Limits = Limits()) -> Report:
    """What lies at `path`, called `name` by its owner. Raises `OSError` when the disk or the system fails."""
    mime = content_type(path, name)
    if refusal := claims.refusal(mime):
        return Report(mime=mime, reason=refusal, refused=True)
    if contradiction := claims.contradiction(name, mime):
        return Report(mime=mime, reason=contradiction)
    return parse(path, mime, limits) if recognisers.known(mime) else Report(mime=mime)


def parse(path: Path, mime: str, limits: Limits) -> Report:
    # The file bounds what a child can say; a pipe would not.
    with tempfile.TemporaryFile() as said:
        try:
            code = _run(path, mime, limits, said)
        except subprocess.TimeoutExpired:
            code = -signal.SIGALRM
        said.seek(0)
        return _report(mime, said.read()) if code == 0 else Report(mime=mime, reason=_death(code, limits))


def _run(path: Path, mime: str, limits: Limits, said: IO[bytes]) -> int:
    arguments = [str(path.absolute()), mime, str(limits.memory), str(limits.seconds)]
    return subprocess.run(
        [sys.executable, "-P", "-m", __package__, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=subprocess.DEVNULL,
        # None of the worker's own variables: a parser that is taken over finds no secret.
        env={"PYTHONPATH": str(Path(app.__path__[0]).parent), "OPENBLAS_NUM_THREADS": "1"},
        timeout=limits.seconds + _GRACE,
        check=False,
    ).returncode


def _report(mime: str, said: bytes) -> Report:
    try:
        return Report.model_validate_json(said)
    except ValidationError as error:
        log.warning("recognition.nonsense", mime=mime, reason=str(error))
        return Report(mime=mime, reason="What the file says of itself can't be understood.")


def _death(code: int, limits: Limits) -> str:
    if code == -signal.SIGALRM:
        return f"Reading the file took longer than {limits.seconds} seconds."
    if code == -signal.SIGKILL:
        return "The system ended the reading of the file, most likely for want of memory."
    return "The file makes its reader crash: it is damaged, or made to do harm."
