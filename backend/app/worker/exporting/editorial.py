"""The cut for editing programs, by OpenTimelineIO and its adapters."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET  # written with, never read with

import opentimelineio as otio
from defusedxml.ElementTree import fromstring
from opentimelineio.opentime import RationalTime, TimeRange

from app.cut.schemas import CutClip, CutMusic
from app.pipelines.base import Context
from app.worker.exporting.reel import Reel

_STILL_SECONDS = 600  # a still has no end: room for an editor to make it longer
_FIRST_HOUR = 3600  # seconds; where editors expect a film to begin
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n'
Locate: TypeAlias = Callable[[Path], str]


def otio_file(context: Context, reel: Reel) -> None:
    _write(context, "otio", otio.adapters.write_to_string(timeline(reel, _from_exports(reel)), "otio_json"))


def otio_bundle(context: Context, reel: Reel) -> None:
    """With the media in it, each under its clip's name: takes have the same names in many folders."""
    target = context.place("cut", "otioz")
    media = target.parent / "media"
    media.mkdir(exist_ok=True)
    names: dict[Path, str] = {}
    for clip in reel.cut.clips:
        if file := reel.file(clip):
            names[file] = f"{reel.name(clip)}{file.suffix}"

    def linked(file: Path) -> str:
        link = media / names.get(file, file.name)
        if not link.exists():
            os.link(file, link)
        return link.as_uri()

    otio.adapters.write_to_file(timeline(reel, linked), str(target), "otioz")


def edl(context: Context, reel: Reel) -> None:
    """CMX 3600: one track of pictures, and nothing of music. Raises `ValueError` for a rate that has no timecode."""
    made = timeline(reel, _from_exports(reel))
    made.tracks[:] = [track.clone() for track in made.video_tracks()]
    try:
        _write(context, "edl", otio.adapters.write_to_string(made, "cmx_3600", rate=reel.cut.fps))
    except otio.exceptions.OTIOError as error:
        raise ValueError(f"an EDL can't hold this cut: {error}") from error


def fcpxml(context: Context, reel: Reel) -> None:
    """Final Cut keeps no metadata of others but a clip's note: the ids are in it."""
    root = fromstring(otio.adapters.write_to_string(timeline(reel, _from_exports(reel)), "fcpx_xml"))
    notes = {reel.name(clip): _note(clip) for clip in reel.cut.clips if clip.shot_id}
    for clip in root.iter("clip"):
        if note := notes.get(clip.get("name", "")):
            element = ET.Element("note")
            element.text = note
            clip.insert(0, element)
    _write(context, "fcpxml", _XML + ET.tostring(root, encoding="unicode"))


def timeline(reel: Reel, locate: Locate) -> otio.schema.Timeline:
    fps = reel.cut.fps
    made = otio.schema.Timeline(reel.film.manifest.name)
    made.global_start_time = RationalTime(_FIRST_HOUR * round(fps), fps)
    made.metadata["auteur"] = {"project_id": reel.film.id}
    pictures = otio.schema.Track("V1", kind=otio.schema.TrackKind.Video)
    pictures.extend([_clip(reel, clip, locate) for clip in reel.cut.clips])
    made.tracks.append(pictures)
    for number, music in enumerate(reel.cut.music, start=1):
        made.tracks.append(_sound(reel, music, f"A{number}", locate))
    return made


def _clip(reel: Reel, clip: CutClip, locate: Locate) -> otio.schema.Clip:
    file, fps = reel.file(clip), reel.cut.fps
    named: dict[str, Any] = {"clip_id": clip.id, "shot_id": clip.shot_id, "take_id": clip.take_id, "text": clip.text}
    cmx = {"reel": (clip.take_id or "AX").replace("-", "")[:8].upper(), "comments": [_note(clip)]}
    media = otio.schema.MissingReference() if file is None else _reference(clip, file, fps, locate)
    return otio.schema.Clip(
        name=reel.name(clip),
        media_reference=media,
        source_range=_range(clip.start, clip.frames, fps),
        metadata={"auteur": {name: value for name, value in named.items() if value}, "cmx_3600": cmx},
    )


def _reference(clip: CutClip, file: Path, fps: float, locate: Locate) -> otio.schema.ExternalReference:
    available = clip.available or max(clip.frames, round(_STILL_SECONDS * fps))
    return otio.schema.ExternalReference(locate(file), _range(0, available, fps))


def _sound(reel: Reel, music: CutMusic, name: str, locate: Locate) -> otio.schema.Track:
    fps, track = reel.cut.fps, otio.schema.Track(name, kind=otio.schema.TrackKind.Audio)
    if music.at:
        track.append(otio.schema.Gap(source_range=_range(0, music.at, fps)))
    whole = _range(0, music.start + music.frames, fps)
    media = otio.schema.ExternalReference(locate(reel.sound(music)), whole)
    track.append(otio.schema.Clip(music.name, media, _range(music.start, music.frames, fps)))
    return track


def _note(clip: CutClip) -> str:
    if clip.kind == "card":
        return f"AUTEUR CARD {clip.id}"
    return f"AUTEUR SHOT {clip.shot_id} TAKE {clip.take_id or 'NONE'}"


def _range(start: int, frames: int, fps: float) -> TimeRange:
    return TimeRange(RationalTime(start, fps), RationalTime(frames, fps))


def _from_exports(reel: Reel) -> Locate:
    """From where the export will lie, so that a copied film still finds its media."""
    return lambda file: f"../{file.relative_to(reel.film.folder).as_posix()}"


def _write(context: Context, extension: str, text: str) -> None:
    context.progress(1, 1, "Written")
    context.save("cut", extension, text.encode())
