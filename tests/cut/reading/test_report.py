from __future__ import annotations

from pathlib import Path

import opentimelineio as otio
import pytest

from app.cut import timeline
from app.cut.reading import reader
from app.cut.reading.reader import ReadClip
from app.cut.reading.report import compare
from app.cut.reading.schemas import CutReport
from app.errors import Invalid, TooLarge, Unsupported
from app.projects.film import Film

HERE = [("SC001_SH010_T002_00000002", 24), ("SC001_SH020_T001_00000003", 12), ("SC001_SH030", 36), ("SC002_SH010", 72)]


def theirs(*clips: tuple[str, int]) -> list[ReadClip]:
    """One after the other."""
    starts = [sum(frames for _, frames in clips[:place]) for place in range(len(clips))]
    return [
        ReadClip(name=name, url="", clip_id=None, take_id=None, at=at, start=0, frames=frames)
        for (name, frames), at in zip(clips, starts, strict=True)
    ]


def report(film: Film, *clips: tuple[str, int]) -> CutReport:
    return compare("edited.otio", timeline.tell(film)[0], theirs(*clips))


def said(found: CutReport) -> list[tuple[str, str]]:
    return [(change.kind, change.code) for change in found.changes]


def test_the_same_cut_has_no_changes(told: Film) -> None:
    found = report(told, *HERE)
    assert (found.changes, found.unchanged, found.frames, found.frames_here) == ([], 4, 144, 144)


def test_a_clip_that_went_to_another_place_was_moved_and_the_others_were_not(told: Film) -> None:
    found = report(told, HERE[3], HERE[0], HERE[1], HERE[2])
    assert said(found) == [("moved", "SC002 · SH010")]
    assert (found.changes[0].before, found.changes[0].after) != (None, None)
    assert found.unchanged == 3


def test_what_is_trimmed_removed_and_added_is_told(told: Film) -> None:
    found = report(told, (HERE[0][0], 18), ("interview.mov", 50), HERE[2], HERE[3])
    assert said(found) == [("retimed", "SC001 · SH010"), ("added", ""), ("removed", "SC001 · SH020")]
    retimed = found.changes[0]
    assert retimed.before is not None
    assert retimed.after is not None
    assert (retimed.before.frames, retimed.after.frames) == (24, 18)


def test_another_take_of_a_shot_in_its_place_is_no_other_shot(told: Film) -> None:
    assert said(report(told, ("SC001_SH010_T001_00000001", 24), *HERE[1:])) == [("retaken", "SC001 · SH010")]


def test_a_clip_is_known_by_the_name_of_its_media_where_it_was_renamed(told: Film) -> None:
    clips = theirs(*HERE)
    clips[0] = clips[0].model_copy(update={"name": "my favourite", "url": f"media/{HERE[0][0]}.png"})
    assert compare("x", timeline.tell(told)[0], clips).changes == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.otio", b"{"),
        ("a.otio", b"[" * 100_000),
        ("a.edl", b"\xff\xfe\x00"),
        ("a.otioz", b"PK\x03\x04"),
        ("a.fcpxml", b'<!DOCTYPE fcpxml [<!ENTITY a "b">]><fcpxml version="1.8">&a;</fcpxml>'),
        ("a.fcpxml", b"<fcpxml"),
    ],
    ids=["torn", "deep", "bytes", "zip", "entity", "xml"],
)
def test_what_is_no_timeline_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / "file").write_bytes(data)
    with pytest.raises(Invalid):
        reader.read(tmp_path / "file", name, 24)


@pytest.mark.parametrize(
    ("frames", "clip_id"), [(-1, "c1"), (float("inf"), "c1"), (float("nan"), "c1"), (24, 5)], ids=str
)
def test_a_timeline_that_no_program_writes_is_refused(tmp_path: Path, frames: float, clip_id: object) -> None:
    path = tmp_path / "edited.otio"
    shown = otio.opentime.TimeRange(otio.opentime.RationalTime(0, 24), otio.opentime.RationalTime(frames, 24))
    clip = otio.schema.Clip(name="A", source_range=shown, metadata={"auteur": {"clip_id": clip_id}})
    edited = otio.schema.Timeline()
    edited.tracks.append(otio.schema.Track(children=[clip]))
    otio.adapters.write_to_file(edited, str(path))
    with pytest.raises(Invalid):
        reader.read(path, path.name, 24)


def test_other_types_and_what_is_too_large_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"0123456789")
    with pytest.raises(Unsupported):
        reader.read(tmp_path / "file", "a.mov", 24)
    monkeypatch.setattr(reader, "MAX_BYTES", 9)
    with pytest.raises(TooLarge):
        reader.read(tmp_path / "file", "a.otio", 24)
