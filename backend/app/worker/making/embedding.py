"""The record of its making inside a finished output."""

from __future__ import annotations

from pathlib import Path

import av
from av.container import InputContainer, OutputContainer

from app.takes.embedding import embed
from app.worker.making.context import Output

KEYWORD = "auteur"


def with_record(output: Output, told: bytes) -> bytes:
    """`told` is the record in JSON. What can hold none stays as it is."""
    match output.extension:
        case "png":
            return embed(output.data, told)
        case "mp4":
            return tagged(output.path, told.decode())
        case _:
            return output.data


def tagged(mp4: Path, record: str) -> bytes:
    """The same pictures, with a tag of the container beside its others. Raises `ValueError` for what is no MP4."""
    written = mp4.with_name(f"tagged-{mp4.name}")  # a file: its index goes to the front in a second pass
    options = {"movflags": "+faststart+use_metadata_tags"}
    try:
        with av.open(str(mp4)) as source, av.open(str(written), "w", format="mp4", options=options) as target:
            target.metadata.update({**source.metadata, KEYWORD: record})
            _copy(source, target)
    except av.FFmpegError as error:
        raise ValueError(f"the video can't be read: {error}") from error
    return written.read_bytes()


def _copy(source: InputContainer, target: OutputContainer) -> None:
    copies = {stream.index: target.add_stream_from_template(stream) for stream in source.streams.video}
    for packet in source.demux(*source.streams.video):
        if packet.dts is not None:  # the last one of each stream is empty
            packet.stream = copies[packet.stream.index]
            target.mux(packet)


def played(output: Output) -> float | None:
    """Seconds; None for what does not play. Raises `ValueError` for what is no MP4."""
    if output.extension != "mp4":
        return None
    try:
        with av.open(str(output.path)) as video:
            return None if video.duration is None else video.duration / av.time_base
    except av.FFmpegError as error:
        raise ValueError(f"the video can't be read: {error}") from error
