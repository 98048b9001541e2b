from __future__ import annotations

import pytest

from app.git.lfs import ATTRIBUTES, MEDIA, is_media


@pytest.mark.parametrize(
    "path", ["a.png", "A.PNG", "03_Renders/x/take.mp4", "sky.hdr", "voice.wav", "look.safetensors"]
)
def test_media_of_every_kind_goes_through_lfs(path: str) -> None:
    assert is_media(path)


@pytest.mark.parametrize("path", ["project.json", "script.fountain", "notes.md", "png", "a.png.json"])
def test_text_stays_in_git(path: str) -> None:
    assert not is_media(path)


def test_the_attributes_name_every_extension_once() -> None:
    lines = ATTRIBUTES.splitlines()
    assert len(lines) == len(set(lines)) == len(MEDIA)
    assert {"*.png", "*.mp4", "*.wav"} <= {line.split()[0] for line in lines}
    assert all(line.endswith(" filter=lfs diff=lfs merge=lfs -text") for line in lines)
