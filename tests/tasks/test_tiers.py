from __future__ import annotations

import pytest
from httpx import AsyncClient

from app.projects.schemas import Quality
from app.tasks.tiers import compose, tier
from tests.support.clients.calls import API, told

TABLE = [
    (Quality.DRAFT, 20, 7.0, "euler", "gms-flux:1.0-low-vram", 12, ["cpu_offloading", "sequential"]),
    (Quality.STANDARD, 30, 7.5, "euler_a", "gms-flux:1.0-standard", 16, ["moderate_parallel"]),
    (Quality.PREMIUM, 50, 7.5, "dpm++_2m", "gms-flux:1.0-high-fidelity", 24, ["full_parallel"]),
]


@pytest.mark.parametrize("row", TABLE)
def test_the_table_is_the_contracts(row: tuple[Quality, int, float, str, str, int, list[str]]) -> None:
    found = tier(row[0])
    told_row = (found.steps, found.cfg_scale, found.sampler, found.pipeline, found.vram_gb, found.optimizations)
    assert told_row == row[1:]


def test_a_tasks_own_parameters_win() -> None:
    own = {"steps": 5, "seed": 9, "width": 640}
    assert compose(Quality.DRAFT, own, 9) == {
        "steps": 5,
        "cfg_scale": 7.0,
        "sampler": "euler",
        "seed": 9,
        "width": 640,
    }


async def test_the_table_is_told(api: AsyncClient) -> None:
    mappings = told(await api.get(f"{API}/quality/mappings"))
    assert list(mappings) == ["draft", "standard", "premium"]
    assert [mappings[row[0].value]["steps"] for row in TABLE] == [20, 30, 50]
