"""Models stay loaded, and what does not fit is tried in smaller pieces."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from app.pipelines.diffusers.making import memory
from app.pipelines.diffusers.making.warm import Loaded, Warm
from app.pipelines.diffusers.shelf.discovery import Found, find
from tests.pipelines.storyboard.studio import Studio


@pytest.fixture
def models(library: Path) -> dict[str, Found]:
    return {model.name: model for model in find(library)}


@pytest.fixture
def warm(library: Path) -> Warm:
    return Warm(library, 0, 1)


def load(warm: Warm, models: dict[str, Found], name: str) -> Loaded:
    return warm.get(models[name], list(models.values()), 16)


def test_a_model_is_loaded_once(warm: Warm, models: dict[str, Found]) -> None:
    assert load(warm, models, "tiny-sd15") is load(warm, models, "tiny-sd15")


def test_the_one_that_was_used_longest_ago_goes(warm: Warm, models: dict[str, Found]) -> None:
    first, second = load(warm, models, "tiny-sd15"), load(warm, models, "tiny-sdxl")
    assert load(warm, models, "tiny-sd15") is first
    load(warm, models, "tiny-flux")
    assert load(warm, models, "tiny-sd15") is first
    assert load(warm, models, "tiny-sdxl") is not second


def test_out_of_memory_is_answered_by_smaller_pieces(warm: Warm, models: dict[str, Found]) -> None:
    loaded, studio = load(warm, models, "tiny-sd15"), Studio()

    def make(given: Loaded) -> str:
        if given.step == memory.FULL:
            torch.empty(2**60)
        return given.step

    assert warm.use(loaded, studio, make) == memory.SLICED
    assert [each.description for each in studio.told] == ["Out of memory: once more with moderate_parallel"]
    assert warm.use(loaded, studio, lambda given: given.step) == memory.SLICED


def test_when_nothing_smaller_is_left_it_fails(warm: Warm, models: dict[str, Found]) -> None:
    loaded, studio = load(warm, models, "tiny-sd15"), Studio()
    with pytest.raises(RuntimeError, match="can't allocate memory"):
        warm.use(loaded, studio, lambda _: torch.empty(2**60))
    assert len(studio.told) == 1


def test_other_errors_are_not_tried_again(warm: Warm, models: dict[str, Found]) -> None:
    tries: list[Loaded] = []

    def fail(given: Loaded) -> None:
        tries.append(given)
        raise RuntimeError("the shapes do not fit")

    with pytest.raises(RuntimeError, match="shapes"):
        warm.use(load(warm, models, "tiny-sd15"), Studio(), fail)
    assert len(tries) == 1


@pytest.mark.parametrize(
    ("need", "has", "step"),
    [(10, 24, "full_parallel"), (10, 9, "moderate_parallel"), (10, 7, "cpu_offloading"), (10, 3, "sequential")],
)
def test_a_gpu_holds_as_much_of_a_model_as_fits(need: float, has: float, step: str) -> None:
    assert memory.first("cuda", need, has) == step


def test_without_a_gpu_there_is_nothing_to_move() -> None:
    assert memory.first("cpu", 100, 1) == memory.FULL
    assert list(memory.ladder("cpu")) == [memory.FULL, memory.SLICED]
