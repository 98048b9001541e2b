from __future__ import annotations

import io
import json
import wave
from pathlib import Path
from typing import Any

import av
import numpy as np
import opentimelineio as otio
import pytest
from numpy.typing import NDArray

from app.pipelines.base import Cancelled
from app.projects.film import Film
from app.worker.exporting.exporter import Exporter
from tests.pipelines.storyboard.studio import Studio
from tests.support.films.cutting import still, take_id, tell_story, video

IDS = [take_id(number) for number in (1, 2)]


@pytest.fixture
def cut(film: Film) -> Film:
    """A red still of a second, half a second of video, and two shots without a take: 6 seconds at 24 frames."""
    tell_story(film)
    still(film, "sh1", 1, "red")
    video(film, "sh2", 1, 0.5)
    return film


class Desk(Studio):
    """Files go where the test looks."""

    def place(self, output: str, extension: str) -> Path:
        return self.folder / f"05_Cache/{output}.{extension}"


def exported(film: Film, kind: str, **parameters: Any) -> bytes:
    desk = Desk(task_type="export", folder=film.folder, parameters={"format": kind, **parameters})
    Exporter().run(desk)
    return desk.saved[0][2] if desk.saved else next((film.folder / "05_Cache").glob(f"*.{kind}")).read_bytes()


def decoded(mp4: bytes) -> list[NDArray[np.uint8]]:
    with av.open(io.BytesIO(mp4), "r") as film:
        return [frame.to_ndarray(format="rgb24").astype(np.uint8) for frame in film.decode(video=0)]


def colour(frame: NDArray[np.uint8]) -> tuple[int, ...]:
    return tuple(int(value) for value in frame[18:30, 20:44].mean(axis=(0, 1)))


def test_an_animatic_has_every_frame_of_the_cut(cut: Film) -> None:
    frames = decoded(exported(cut, "mp4", height=64))
    assert len(frames) == 24 + 12 + 36 + 72
    assert colour(frames[0]) == pytest.approx((200, 30, 30), abs=12)
    assert colour(frames[23]) == pytest.approx((200, 30, 30), abs=12)
    assert [colour(frames[at])[0] for at in (24, 29, 35)] == pytest.approx([0, 116, 255], abs=14)


def test_an_animatic_names_the_shots_and_takes_that_it_shows(cut: Film) -> None:
    with av.open(io.BytesIO(exported(cut, "mp4", height=64)), "r") as film:
        told = json.loads(film.metadata["auteur_cut"])
    assert [clip[3:] for clip in told["clips"]] == [["sh1", IDS[0]], ["sh2", IDS[1]], ["sh3", None], ["sh4", None]]


def test_what_is_burnt_in_changes_the_foot_of_the_picture(cut: Film) -> None:
    plain, marked = (decoded(exported(cut, "mp4", height=120, burn_in=burn))[0] for burn in (False, True))
    foot = np.abs(plain[100:].astype(int) - marked[100:].astype(int)).max()
    assert foot > 60
    assert np.abs(plain[:40].astype(int) - marked[:40].astype(int)).max() < 30


def test_music_is_heard_from_where_it_lies(cut: Film) -> None:
    put_tone(cut, at=24, frames=24)
    with av.open(io.BytesIO(exported(cut, "mp4", height=64)), "r") as film:
        samples = np.concatenate([frame.to_ndarray()[0] for frame in film.decode(audio=0)])
    loud = [float(np.abs(samples[round(s * 48_000) : round((s + 0.2) * 48_000)]).max()) for s in (0.5, 1.4, 2.5)]
    assert loud[1] > 0.2
    assert max(loud[0], loud[2]) < 0.02


def test_an_export_can_be_cancelled(cut: Film) -> None:
    with pytest.raises(Cancelled):
        Exporter().run(Desk(folder=cut.folder, parameters={"format": "mp4", "height": 64}, cancel_at=13))


def test_a_film_without_clips_has_nothing_to_export(film: Film) -> None:
    with pytest.raises(ValueError, match="no clips"):
        exported(film, "otio")


def test_otio_has_the_clips_with_their_ids_and_media(cut: Film) -> None:
    timeline = otio.adapters.read_from_string(exported(cut, "otio").decode(), "otio_json")
    found = list(timeline.find_clips())
    assert [clip.name for clip in found] == names()
    assert [clip.source_range.duration.to_frames() for clip in found] == [24, 12, 36, 72]
    assert found[0].metadata["auteur"]["take_id"] == IDS[0]
    assert found[0].media_reference.target_url == "../03_Renders/CH01/SC001/SH010/take_001/image.png"


def test_an_otioz_brings_its_media_along(cut: Film, tmp_path: Path) -> None:
    bundle = tmp_path / "cut.otioz"
    bundle.write_bytes(exported(cut, "otioz"))
    (tmp_path / "out").mkdir()
    timeline = otio.adapters.read_from_file(str(bundle), extract_to_directory=str(tmp_path / "out"))
    assert [clip.name for clip in timeline.find_clips()] == names()
    media = sorted(path.name for path in (tmp_path / "out/media").iterdir())
    assert media == [f"{names()[0]}.png", f"{names()[1]}.mp4"]


def test_an_edl_has_an_event_for_each_shot(cut: Film) -> None:
    text = exported(cut, "edl").decode()
    timeline = otio.adapters.read_from_string(text, "cmx_3600", rate=24)
    assert [(clip.name, clip.range_in_parent().start_time.to_frames()) for clip in timeline.find_clips()] == list(
        zip(names(), [0, 24, 36, 72], strict=True)
    )
    assert f"AUTEUR SHOT sh1 TAKE {IDS[0]}" in text


def test_fcpxml_keeps_names_lengths_and_ids(cut: Film) -> None:
    text = exported(cut, "fcpxml").decode()
    found = list(otio.adapters.read_from_string(text, "fcpx_xml").find_clips())
    assert [clip.name for clip in found] == names()
    assert [clip.source_range.duration.rescaled_to(24).to_frames() for clip in found] == [24, 12, 36, 72]
    assert f"AUTEUR SHOT sh2 TAKE {IDS[1]}" in text


def test_a_storyboard_is_a_pdf_with_six_panels_a_page(cut: Film) -> None:
    pdf = exported(cut, "pdf")
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") == 1
    assert f"sh1:{IDS[0]}".encode() in pdf


def names() -> list[str]:
    return ["SC001_SH010_T001_00000001", "SC001_SH020_T001_00000002", "SC001_SH030", "SC002_SH010"]


def put_tone(film: Film, at: int, frames: int) -> None:
    """Ten seconds of 440 Hz, as an uploaded piece of music, in a cut that plays a part of it."""
    folder = film.folder / "01_Assets/Music"
    tone = (np.sin(2 * np.pi * 440 * np.arange(480_000) / 48_000) * 16_000).astype("<i2")
    with wave.open(str(folder / "tone.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(tone.tobytes())
    record = {
        "id": "tone",
        "name": "tone.wav",
        "path": "01_Assets/Music/tone.wav",
        "asset_type": "music",
        "size": 1,
        "mime": "audio/wav",
        "sha256": None,
        "status": "ready",
        "reason": None,
        "metadata": {"duration": 10.0},
        "created": "2026-01-01T00:00:00Z",
    }
    (folder / "tone.wav.asset.json").write_text(json.dumps(record))
    clips = [{"id": shot, "shot_id": shot} for shot in ("sh1", "sh2", "sh3", "sh4")]
    music = [{"id": "m", "asset_id": "tone", "at": at, "frames": frames}]
    cut = {"version": 1, "fps": 24, "clips": clips, "music": music}
    (film.folder / "02_Source_Creative/cut.json").write_text(json.dumps(cut))
