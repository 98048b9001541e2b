"""A container: film if there is a moving picture in it, else sound."""

from __future__ import annotations

from pathlib import Path

from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from app.worker.recognition.facts import Facts, Unfit
from app.worker.recognition.media import sound, video
from app.worker.recognition.media.container import opened
from app.worker.recognition.media.whole import refuse_short_riff, refuse_truncated


def recognise(path: Path, mime: str) -> Facts:
    """Raises `Unfit`."""
    refuse_short_riff(path)
    with opened(path, mime) as container:
        picture = _picture(container)
        if picture is None and not container.streams.audio:
            raise Unfit("The file holds neither pictures nor sound.")
        facts = video.facts(container, picture) if picture else sound.facts(container)
        refuse_truncated(container)
        return facts


def _picture(container: InputContainer) -> VideoStream | None:
    """The cover of an album is a video stream as well, but no film."""
    moving = (s for s in container.streams.video if not s.disposition & Disposition.attached_pic)
    return next(moving, None)
