from __future__ import annotations

import io
from pathlib import Path

import av
import pytest
from PIL import Image

from app.pipelines.base import Cancelled
from tests.pipelines.diffusers.making.conftest import Make
from tests.pipelines.storyboard.studio import Studio

SHORT = {"fps": 12, "duration": 0.6, "width": 64, "height": 32}


def film(studio: Studio) -> bytes:
    [(name, extension, data)] = studio.saved
    assert (name, extension) == ("video", "mp4")
    return data


def sizes(data: bytes) -> list[tuple[int, int]]:
    """Of each frame."""
    with av.open(io.BytesIO(data), "r") as container:
        return [(frame.width, frame.height) for frame in container.decode(video=0)]


def test_words_become_a_film_and_the_same_seed_the_same(make: Make) -> None:
    made = film(make("tiny-ltx", task_type="text_to_video", parameters=SHORT))
    assert sizes(made) == [(64, 32)] * 9
    with av.open(io.BytesIO(made), "r") as container:
        assert container.streams.video[0].average_rate == 12
        assert container.metadata["title"] == "A fox"
    assert film(make("tiny-ltx", task_type="text_to_video", parameters=SHORT)) == made
    assert film(make("tiny-ltx", task_type="text_to_video", parameters=SHORT, seed=8)) != made


def test_a_picture_becomes_a_film(make: Make, tmp_path: Path) -> None:
    films = []
    for colour in ("red", "navy"):
        Image.new("RGB", (64, 32), colour).save(tmp_path / f"{colour}.png")
        source = tmp_path / f"{colour}.png"
        films.append(film(make("tiny-ltx", task_type="image_to_video", parameters=SHORT, source=source)))
    assert sizes(films[0]) == [(64, 32)] * 9
    assert films[0] != films[1]


def test_a_film_is_shown_on_the_way_and_cancelled_between_steps(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.pipelines.diffusers.making.sampling._SHOWN_SECONDS", 0)
    told = make("tiny-ltx", task_type="text_to_video", parameters=SHORT).told
    assert sum(each.preview is not None for each in told) == 3
    with pytest.raises(Cancelled):
        make("tiny-ltx", task_type="text_to_video", parameters=SHORT, cancel_at=2)


def test_a_model_of_stills_makes_no_film(make: Make) -> None:
    with pytest.raises(ValueError, match="there are: tiny-ltx"):
        make("tiny-sd15", task_type="text_to_video", parameters=SHORT)
