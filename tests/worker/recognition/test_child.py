"""The child process: whatever a file does to it, there is a reason, and nothing hangs."""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image

from app.worker.recognition.child import Limits, parse, recognise
from tests.worker.recognition.samples import film, picture


def test_a_reader_that_waits_for_ever_is_ended(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    report = parse(tmp_path / "pipe", "image/png", Limits(seconds=1))
    assert report.reason == "Reading the file took longer than 1 seconds."


def test_a_picture_that_needs_too_much_memory_has_a_reason(tmp_path: Path) -> None:
    Image.new("L", (14_000, 14_000)).save(tmp_path / "a.png", compress_level=1)
    report = parse(tmp_path / "a.png", "image/png", Limits(memory=128 * 2**20))
    assert "more than 128 MiB of memory" in (report.reason or "")


def test_a_film_that_needs_too_much_memory_has_a_reason(tmp_path: Path) -> None:
    report = parse(film(tmp_path / "a.mp4"), "video/mp4", Limits(memory=64 * 2**20))
    assert report.reason


def test_a_file_that_is_gone_has_a_reason_without_its_path(tmp_path: Path) -> None:
    report = parse(tmp_path / "gone.png", "image/png", Limits())
    assert report.reason
    assert str(tmp_path) not in report.reason


def test_a_type_that_nobody_reads_can_not_be_asked_for(tmp_path: Path) -> None:
    report = parse(picture(tmp_path / "a.png"), "image/unheard-of", Limits())
    assert report.reason


def test_a_name_may_look_like_an_option(tmp_path: Path) -> None:
    assert recognise(picture(tmp_path / "-rf", format="PNG"), "-rf").reason is None
