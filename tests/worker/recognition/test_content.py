"""What a file is, is decided by its content; a name that says something else is told."""

from __future__ import annotations

import codecs
import io
import pickle
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.worker.recognition.child import Report, recognise
from app.worker.recognition.content import HEAD, content_type

POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"4d" * 32 + b"\nsize 12345\n"
HLS = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def checkpoint() -> bytes:
    """As PyTorch writes them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps({"weight": [1.0]}))
        archive.writestr("archive/data/0", bytes(16))
    return packed.getvalue()


def sent(folder: Path, name: str, data: bytes) -> Report:
    (folder / "bytes").write_bytes(data)
    return recognise(folder / "bytes", name)


@pytest.mark.parametrize(
    ("name", "data", "mime", "word"),
    [
        ("a.png", HTML, "text/html", "HTML"),
        ("a.png", b"\xef\xbb\xbf \n" + HTML.lower(), "text/html", "HTML"),
        ("a.png", SVG, "image/svg+xml", "SVG"),
        ("clip.mp4", HLS, "application/vnd.apple.mpegurl", "playlist"),
        ("clip.mp4", b"ffconcat version 1.0\nfile /etc/passwd\n", "text/plain", "text"),
        ("a.wav", bytes(range(256)) * 9, "application/octet-stream", "nothing that can be recognised"),
        ("a.jpg", b"", "application/x-empty", "nothing at all"),
        ("lora.safetensors", b"\x89PNG\r\n\x1a\n", "image/png", "a picture"),
        ("model.ckpt", bytes(range(256)), "application/octet-stream", "nothing that can be recognised"),
        ("a.fountain", b"\x89PNG\r\n\x1a\n", "image/png", "a picture"),
    ],
)
def test_a_name_that_lies_is_told(tmp_path: Path, name: str, data: bytes, mime: str, word: str) -> None:
    report = sent(tmp_path, name, data)
    assert report.mime == mime
    assert word in (report.reason or "")
    assert not report.refused


@pytest.mark.parametrize("name", ["clip.mp4", "a.png", "lora.safetensors", "notes.txt"])
def test_an_lfs_pointer_is_refused_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    report = sent(tmp_path, name, POINTER)
    assert "git lfs pull" in (report.reason or "")
    assert report.refused


@pytest.mark.parametrize("name", ["a.pt", "a.pth", "a.ckpt", "a.bin", "a.safetensors", "a.txt", "a.png", "a"])
@pytest.mark.parametrize("data", [checkpoint(), *(pickle.dumps({"w": [1, 2]}, protocol=p) for p in (2, 3, 4, 5))])
def test_pickles_never_pass(tmp_path: Path, name: str, data: bytes) -> None:
    report = sent(tmp_path, name, data)
    assert report.reason
    assert report.metadata == {}


def test_pickled_weights_are_refused_with_the_way_out(tmp_path: Path) -> None:
    for data in (checkpoint(), pickle.dumps([1])):
        report = sent(tmp_path, "model.pt", data)
        assert "convert the weights to .safetensors" in (report.reason or "")
        assert report.refused


def test_other_archives_are_no_harm(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("plates/a.txt", "a")
    assert sent(tmp_path, "plates.zip", packed.getvalue()).metadata == {"kind": "archive", "files": 1}
    assert "damaged" in (sent(tmp_path, "plates.zip", packed.getvalue()[:60]).reason or "")


@pytest.mark.parametrize(
    ("name", "data", "mime"),
    [
        ("notes.txt", b"A ferry.", "text/plain"),
        ("cast.csv", b"name;age\n", "text/csv"),
        ("list.json", b"{}", "application/json"),
        ("notes", "Я".encode() * HEAD, "text/plain"),
        ("notes.txt", codecs.BOM_UTF16_LE + "Я".encode("utf-16-le"), "text/plain"),
        ("page.html", b"plain words", "text/plain"),
        ("nothing.txt", b"", "application/x-empty"),
        ("blob", b"\x00\x01\xfe", "application/octet-stream"),
        ("scan.pdf", b"%PDF-1.7\n\xe2\xe3", "application/pdf"),
        ("drawing.svg", SVG, "image/svg+xml"),
    ],
)
def test_what_needs_no_reading_is_taken_as_it_is(tmp_path: Path, name: str, data: bytes, mime: str) -> None:
    assert sent(tmp_path, name, data) == Report(mime=mime)


@given(
    data=st.binary(max_size=300), name=st.sampled_from(["a", "a.png", "a.mp4", "a.fountain", "a.safetensors", "a.bin"])
)
def test_any_bytes_are_of_some_type(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / "bytes").write_bytes(data)
    assert "/" in content_type(tmp_path / "bytes", name)
