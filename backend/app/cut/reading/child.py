"""The child: `python -m app.cut.reading.child SOURCE ADAPTER FPS` tells the clips of a timeline as JSON."""

from __future__ import annotations

import json
import resource
import signal
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET  # written with, never read with

import opentimelineio as otio
from defusedxml.ElementTree import fromstring

from app.cut.reading.limits import MAX_BYTES, MEMORY, SECONDS, Verdict


def main(source: Path, adapter: str, fps: float) -> Verdict:
    _confine()
    try:
        text = _text(source, adapter)
        if text is None:
            return Verdict.TOO_LARGE
        options = {"rate": fps, "ignore_timecode_mismatch": True} if adapter == "cmx_3600" else {}
        found = otio.adapters.read_from_string(text, "otio_json" if adapter == "otioz" else adapter, **options)
        told = [_told(clip, timeline, fps) for timeline in _timelines(found) for clip in _clips(timeline)]
    except MemoryError:
        return Verdict.TOO_LARGE
    except Exception:  # noqa: BLE001  the child's edge: adapters raise what they like on a damaged file
        return Verdict.UNREADABLE
    json.dump(told, sys.stdout)
    return Verdict.READ


def _text(source: Path, adapter: str) -> str | None:
    """None for one that is too large."""
    if adapter == "otioz":
        with zipfile.ZipFile(source) as bundle, bundle.open("content.otio") as file:
            data = file.read(MAX_BYTES + 1)
    else:
        data = source.read_bytes()
    if len(data) > MAX_BYTES:
        return None
    return _without_entities(data) if adapter == "fcpx_xml" else data.decode("utf-8-sig")


def _without_entities(data: bytes) -> str:
    """The adapter parses trustingly: it gets what a parser wrote that refuses entities. Raises `ValueError`."""
    return ET.tostring(fromstring(data), encoding="unicode")


def _timelines(found: Any) -> Iterator[Any]:
    """The first one: a library of Final Cut may hold several projects."""
    if isinstance(found, otio.schema.Timeline):
        yield found
        return
    inside = found if isinstance(found, otio.schema.SerializableCollection) else ()
    for each in inside:
        for timeline in _timelines(each):
            yield timeline
            return


def _clips(timeline: Any) -> Iterator[Any]:
    for track in timeline.video_tracks():
        yield from track.find_clips()


def _told(clip: Any, timeline: Any, fps: float) -> dict[str, Any]:
    shown = clip.trimmed_range()
    placed = clip.transformed_time_range(shown, timeline.tracks)
    known = clip.metadata.get("auteur", {})
    media = clip.media_reference
    return {
        "name": clip.name,
        "url": getattr(media, "target_url", None) or "",
        "clip_id": known.get("clip_id"),
        "take_id": known.get("take_id"),
        "at": placed.start_time.rescaled_to(fps).round().to_frames(),
        "start": shown.start_time.rescaled_to(fps).round().to_frames(),
        "frames": shown.duration.rescaled_to(fps).round().to_frames(),
    }


def _confine() -> None:
    """Set by the child itself, so that they hold when its parent is killed, too."""
    signal.alarm(SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])))
