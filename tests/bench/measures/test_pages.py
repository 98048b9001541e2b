"""What the pages' rows make of the times of frames."""

from __future__ import annotations

import pytest

from bench.measures.pages import _rate


@pytest.mark.parametrize(
    ("times", "rate"),
    [
        ([0.0, 500.0, 1000.0], 2.0),
        ([1000.0, 1010.0, 1020.0, 1030.0], 100.0),
        ([0.0, 16.0, 32.0, 1000.0], 3.0),  # a frame that was missed counts as long as it lasted
    ],
)
def test_frames_are_counted_over_the_time_that_they_took(times: list[float], rate: float) -> None:
    assert _rate(times) == pytest.approx(rate)
