from __future__ import annotations

import pytest

from app.pipelines.diffusers.making.samplers import SAMPLERS
from app.tasks.tiers import TIERS
from tests.pipelines.diffusers.making.conftest import Make


@pytest.mark.parametrize("model", ["tiny-sd15", "tiny-sdxl"])
def test_each_sampler_draws_its_own_picture(make: Make, model: str) -> None:
    pictures = {make(model, parameters={"sampler": name, "steps": 4}).saved[0][2] for name in SAMPLERS}
    assert len(pictures) == len(SAMPLERS)


def test_a_sampler_leaves_nothing_for_the_next(make: Make) -> None:
    before = make(parameters={"sampler": "euler"}).saved
    make(parameters={"sampler": "dpm++_2m_karras"})
    assert make(parameters={"sampler": "euler"}).saved == before


def test_every_tier_has_its_sampler() -> None:
    assert {tier.sampler for _, tier in TIERS} <= set(SAMPLERS)


def test_an_unknown_sampler_is_refused_with_those_that_there_are(make: Make) -> None:
    with pytest.raises(ValueError, match=r"no sampler 'magic', but euler, euler_a, dpm\+\+_2m"):
        make(parameters={"sampler": "magic"})


def test_a_family_with_a_sampler_of_its_own_keeps_it(make: Make) -> None:
    pictures = {make("tiny-flux", parameters={"sampler": name}).saved[0][2] for name in ("euler", "ddim")}
    assert len(pictures) == 1
