"""An exchange of speeches, covered: the longer it goes on the nearer the camera comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.screenplay.breakdown.timing import speech_seconds

_LONGEST = 8.0  # seconds that one shot of an exchange holds


class Speech(NamedTuple):
    """`apart` is whose voice comes from elsewhere."""

    name: str
    words: str
    direction: str
    apart: bool

    @property
    def seconds(self) -> float:
        return speech_seconds(self.words)


class Take(NamedTuple):
    """Some speeches in one shot."""

    framing: str
    speeches: tuple[Speech, ...]

    @property
    def names(self) -> list[str]:
        """Who is seen."""
        return list(dict.fromkeys(speech.name for speech in self.speeches if not speech.apart))


def cover(speeches: Sequence[Speech], others: bool) -> Iterator[Take]:
    """`others`: there is someone to look past."""
    chunks = list(_chunks(speeches))
    for index, chunk in enumerate(chunks):
        yield Take(_framing(chunk, index, len(chunks), others), tuple(chunk))


def _chunks(speeches: Sequence[Speech]) -> Iterator[list[Speech]]:
    chunk: list[Speech] = []
    for speech in speeches:
        names = {each.name for each in (*chunk, speech)}
        if chunk and (sum(each.seconds for each in chunk) + speech.seconds > _LONGEST or len(names) > 2):
            yield chunk
            chunk = []
        chunk.append(speech)
    if chunk:
        yield chunk


def _framing(chunk: Sequence[Speech], index: int, count: int, others: bool) -> str:
    seen = {speech.name for speech in chunk if not speech.apart}
    if not seen:
        return "Wide shot"
    if len(seen) == 2:
        return "Two shot" if index == 0 else "Over the shoulder"
    late = count > 2 and index >= count * 2 / 3
    if late:
        return "Close-up"
    return "Over the shoulder" if others and index % 2 else "Medium close-up"
