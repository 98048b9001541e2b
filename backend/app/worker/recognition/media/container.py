"""Files of moving pictures and sound, opened by one fixed demuxer that can reach nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
from av.container import InputContainer
from av.error import FFmpegError

from app.worker.recognition.facts import Unfit

_DEMUXERS = {
    "video/mp4": "mov",
    "video/quicktime": "mov",
    "audio/mp4": "mov",
    "video/x-matroska": "matroska",
    "video/webm": "matroska",
    "video/x-msvideo": "avi",
    "video/mpeg": "mpeg",
    "video/mp2t": "mpegts",
    "video/ogg": "ogg",
    "audio/ogg": "ogg",
    "application/mxf": "mxf",
    "audio/wav": "wav",
    "audio/aiff": "aiff",
    "audio/flac": "flac",
    "audio/mpeg": "mp3",
    "audio/aac": "aac",
    "image/vnd.radiance": "hdr_pipe",
}
# Read through our own file object, and with no protocol allowed: whatever a file points to stays closed.
_OPTIONS = {"protocol_whitelist": "none"}


@contextmanager
def opened(path: Path, mime: str) -> Iterator[InputContainer]:
    """Raises `Unfit`, also for what the block meets."""
    try:
        with path.open("rb") as file, av.open(file, "r", format=_DEMUXERS[mime], options=_OPTIONS) as container:
            yield container
    except MemoryError:
        raise
    except FFmpegError as error:
        raise Unfit(f"The file is damaged or not whole: {error.strerror}.") from error
    except StopIteration:
        raise Unfit("The file holds nothing that can be decoded.") from None
