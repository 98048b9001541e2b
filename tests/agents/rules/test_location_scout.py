from __future__ import annotations

import dataclasses

import pytest

from app.agents.material import Material
from app.agents.rules.weather import read
from app.agents.sample import material
from app.agents.schemas import Trade
from app.assets.schemas import AssetRecord, AssetStatus
from app.projects.layout import AssetType
from app.schemas import now
from tests.agents.rules.reading import findings, rewrites, rows, sample, with_scene

SCOUT = Trade.LOCATION_SCOUT


def with_picture(film: Material, name: str) -> Material:
    record = AssetRecord(
        id="a",
        name=name,
        path=f"01_Assets/Locations/{name}",
        asset_type=AssetType.LOCATIONS,
        size=1,
        mime="image/png",
        sha256=None,
        status=AssetStatus.READY,
        reason=None,
        metadata={},
        created=now(),
    )
    return dataclasses.replace(film, assets=[record])


def look(slug: str, action: str) -> str:
    [scene] = material(f"{slug}\n\n{action}").written.values()
    return read(scene).look


@pytest.mark.parametrize(
    ("slug", "action", "told"),
    [
        ("EXT. STREET - NIGHT", "Rain under the neon.", "night, deep shadows, neon, rain"),
        ("EXT. FIELD - DAY", "Snowfall.", "daylight, snow"),
        ("INT. ROOM - NIGHT", "A candle.", "dark outside the windows, candlelight"),
        ("INT. ROOM - MORNING", "She wakes.", "first grey light through the windows"),
        ("EXT. BEACH - SUNSET", "Waves crash.", "blue hour, a last warm edge in the sky, rough sea"),
        ("EXT. QUAY - DUSK", "A street lamp.", "blue hour, a last warm edge in the sky, street lamp"),
        ("INT. ROOM", "He trains, a brainy windbag.", ""),
    ],
)
def test_light_and_weather_are_read_out_of_slug_line_and_action(slug: str, action: str, told: str) -> None:
    assert look(slug, action) == told


def test_weather_goes_on_through_scenes_that_continue_outside() -> None:
    told = rewrites(SCOUT, sample(), "look")
    assert told["SC002"].endswith("rough sea, rain, fog")
    assert "rain" not in told["SC003"]


def test_scenes_of_one_place_stand_together() -> None:
    told = rows(findings(SCOUT, sample())["Places"])
    assert ["Lighthouse", "2", "20", "Night", "SC003 and SC004", "missing"] in told


def test_a_place_with_a_picture_lacks_none() -> None:
    film = with_picture(sample(), "the harbour at dusk.png")
    assert rows(findings(SCOUT, film)["Places"])[0][-1] == "picture"
    assert "Harbour" not in findings(SCOUT, film)["Look references"].text


def test_a_look_that_is_there_is_left() -> None:
    assert "SC001" not in rewrites(SCOUT, with_scene(sample(), 0, look="As on the postcard."), "look")


def test_a_scene_without_a_time_stands_in_that_of_the_one_before_it_in_its_place() -> None:
    film = material("EXT. PIER - DUSK\n\nGulls.\n\nEXT. PIER\n\nA boat.\n\nEXT. HILL\n\nGrass.")
    film = with_scene(with_scene(film, 1, time_of_day=""), 2, time_of_day="")
    assert rewrites(SCOUT, film, "time_of_day") == {"SC002": "DUSK"}
    assert "SC002 and SC003" in findings(SCOUT, film)["Time of day"].text
