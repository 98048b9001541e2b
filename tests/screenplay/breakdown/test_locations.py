from __future__ import annotations

import pytest

from app.assets import telling
from app.assets.schemas import Asset, AssetStatus
from app.projects.film import Film
from app.screenplay.breakdown.locations import pictures, place_of, shows
from app.story.schemas import Scene
from tests.support.films.functions import keep

SLUGS = {
    "quay": "EXT. HARBOUR - DUSK",
    "lamp": "INT. LIGHTHOUSE - LAMP ROOM - NIGHT",
    "stairs": "INT. LIGHTHOUSE - STAIRS - DAY",
    "road": "EXT. LIGHTHOUSE ROAD - DAY",
}


def scene(key: str, slug: str, **fields: str) -> Scene:
    return Scene(id=key, code="SC001", slug=slug, **fields)


def found(film: Film, *names: str) -> dict[str, str]:
    """The name of each scene's picture."""
    for name in names:
        keep(film, name)
    scenes = [scene(key, slug) for key, slug in SLUGS.items()]
    return {key: asset.name for key, asset in pictures(scenes, telling.all_of(film)).items()}


def kept(film: Film, name: str, mime: str = "image/png", status: AssetStatus = AssetStatus.READY) -> Asset:
    return telling.get(film, keep(film, name, mime, status).id)


def test_a_picture_shows_the_place_that_it_is_named_after(film: Film) -> None:
    assert found(film, "The_Harbour (wide).png", "Ada.png") == {"quay": "The_Harbour (wide).png"}


def test_a_place_is_a_whole_name_and_no_part_of_a_longer_one(film: Film) -> None:
    assert found(film, "lighthouse-road.png", "harbourmaster.png") == {"road": "lighthouse-road.png"}


def test_of_several_pictures_the_closest_to_the_slug_line_is_taken(film: Film) -> None:
    names = found(film, "lighthouse.png", "lighthouse ref 7.png", "lighthouse lamp room.png")
    assert names == {"lamp": "lighthouse lamp room.png", "stairs": "lighthouse.png"}


def test_a_picture_of_another_hour_or_another_part_of_the_place_is_not_of_this_one(film: Film) -> None:
    assert found(film, "lighthouse lamp room.png") == {"lamp": "lighthouse lamp room.png"}
    assert found(film, "lighthouse by day.png")["stairs"] == "lighthouse by day.png"


def test_what_no_pipeline_can_open_shows_nothing(film: Film) -> None:
    assert shows(kept(film, "harbour.png"), "HARBOUR")
    assert not shows(kept(film, "harbour.exr", "image/x-exr"), "HARBOUR")
    assert not shows(kept(film, "Harbour.md", "text/markdown"), "HARBOUR")
    assert not shows(kept(film, "harbour.png", status=AssetStatus.FAILED), "HARBOUR")


@pytest.mark.parametrize(
    ("slug", "place"),
    [("INT. LIGHTHOUSE - LAMP ROOM - NIGHT", "LIGHTHOUSE"), ("", "A pier"), ("EXT. НАБЕРЕЖНАЯ - ДЕНЬ", "НАБЕРЕЖНАЯ")],
)
def test_the_place_is_the_whole_building_and_without_a_slug_line_what_the_scene_says(slug: str, place: str) -> None:
    assert place_of(scene("sc", slug, location="A pier")) == place


def test_names_are_compared_in_any_script(film: Film) -> None:
    asset = kept(film, "набережная.png")
    assert pictures([scene("sc", "EXT. НАБЕРЕЖНАЯ - НОЧЬ")], [asset]) == {"sc": asset}
