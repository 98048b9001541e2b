from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import NotFound
from app.files.serve import media, media_type


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file.bin"
    path.write_bytes(b"bytes")
    return path


@pytest.mark.parametrize("mime", ["image/png", "image/jpeg", "video/mp4", "audio/flac"])
def test_plain_media_is_shown_in_the_page(file: Path, mime: str) -> None:
    assert media(file, mime, "a").headers["content-disposition"].startswith("inline")


@pytest.mark.parametrize(
    "mime", ["image/svg+xml", "text/html", "application/xhtml+xml", "text/plain", "application/pdf"]
)
def test_what_may_carry_a_script_leaves_as_an_attachment(file: Path, mime: str) -> None:
    assert media(file, mime, "a").headers["content-disposition"].startswith("attachment")


def test_what_is_made_to_be_kept_is_saved_and_not_shown(file: Path) -> None:
    assert media(file, "video/mp4", "a.mp4", to_keep=True).headers["content-disposition"].startswith("attachment")


def test_nothing_is_sniffed_or_executed(file: Path) -> None:
    headers = media(file, "image/png", "a.png").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].startswith("sandbox")


@pytest.mark.parametrize("name", ['quote".png', "line\nbreak.png", "東京.png", "a;b.png"])
def test_a_name_can_not_break_the_header(file: Path, name: str) -> None:
    disposition = media(file, "image/png", name).headers["content-disposition"]
    assert "\n" not in disposition
    assert name == "a;b.png" or "utf-8''" in disposition


def test_only_what_never_changes_is_kept_by_the_browser(file: Path) -> None:
    assert "immutable" in media(file, "image/png", "a", immutable=True).headers["cache-control"]
    assert "no-cache" in media(file, "image/png", "a").headers["cache-control"]


def test_a_file_that_is_gone_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as refusal:
        media(tmp_path / "gone.png", "image/png", "gone.png")
    assert refusal.value.code == "file_missing"


def test_the_type_follows_the_name() -> None:
    assert media_type(Path("a.png")) == "image/png"
    assert media_type(Path("a.nothing-known")) == "application/octet-stream"
