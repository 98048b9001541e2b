"""The child: `python -m app.worker.recognition PATH MIME MEMORY SECONDS` writes a report as JSON."""

from __future__ import annotations

import base64
import json
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from app.worker.recognition.facts import Refused, Unfit
from app.worker.recognition.recognisers import recogniser

_OUTPUT = 8 * 2**20  # bytes


def main(path: Path, mime: str, memory: int, seconds: int) -> None:
    _confine(memory, seconds)
    report = {"mime": mime, **_examine(path, mime, memory)}
    json.dump(report, sys.stdout, allow_nan=False)


def _confine(memory: int, seconds: int) -> None:
    """Set by the child itself, so that they hold when its parent is killed, too."""
    signal.alarm(seconds)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_OUTPUT, _OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _examine(path: Path, mime: str, memory: int) -> dict[str, Any]:
    try:
        facts = recogniser(mime)(path, mime)
    except Unfit as unfit:
        return {"reason": _told(unfit, path), "refused": isinstance(unfit, Refused)}
    except MemoryError:
        return {"reason": f"Reading the file needs more than {memory // 2**20} MiB of memory."}
    except Exception as error:  # noqa: BLE001  the child's edge: libraries raise what they like on a damaged file
        return {"reason": f"The file can't be read: {_told(error, path)} ({type(error).__name__})."}
    poster = base64.b64encode(facts.poster).decode() if facts.poster else None
    return {"metadata": facts.metadata(), "poster": poster}


def _told(error: Exception, path: Path) -> str:
    """Where the file lies is nobody's business."""
    return str(error).replace(str(path), "the file")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
