from __future__ import annotations

from pathlib import Path

import pytest

from app.pipelines.diffusers.shelf.choosing import choose
from app.pipelines.diffusers.shelf.discovery import Found
from app.pipelines.diffusers.shelf.families import FLUX, LTX, SD15, Family

GIB = 2**30


def model(name: str, family: Family, billions: float) -> Found:
    return Found(name, Path(name), family, (), int(billions * 10**9))


SMALL, LARGE, FILMS = model("small", SD15, 1), model("large", FLUX, 12), model("films", LTX, 2)
ALL = [SMALL, LARGE, FILMS]


@pytest.mark.parametrize(("memory_gb", "name"), [(12, "small"), (16, "small"), (48, "large"), (1, "small")])
def test_the_best_that_the_tier_holds(memory_gb: float, name: str) -> None:
    assert choose(ALL, "text_to_image", None, memory_gb).name == name


def test_a_name_wins() -> None:
    assert choose(ALL, "text_to_image", "large", 1) is LARGE


def test_a_model_makes_what_its_family_makes() -> None:
    assert choose(ALL, "image_to_video", None, 24) is FILMS
    with pytest.raises(ValueError, match="no model 'films' for it; there are: small, large"):
        choose(ALL, "inpaint", "films", 24)


def test_without_a_model_there_is_none() -> None:
    with pytest.raises(ValueError, match="no model of the library makes image_to_video"):
        choose([SMALL], "image_to_video", None, 24)
