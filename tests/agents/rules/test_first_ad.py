from __future__ import annotations

import pytest

from app.agents.rules.camera import OTHER, SIZES, parted, size_of, width
from app.agents.sample import material
from app.agents.schemas import Trade
from tests.agents.rules.reading import findings, new_shots, rewrites, rows, sample, with_shot, without_shot

AD = Trade.FIRST_AD


def test_every_scene_has_its_shot_list() -> None:
    told = findings(AD, sample())
    assert rows(told["SC002 shot list"]) == [
        ["SH010", "Wide shot", "eye level", "tracking", "7 s", "Nora and Tomas"],
        ["SH020", "Two shot", "eye level", "static", "5.5 s", "Nora and Tomas"],
        ["SH030", "Wide shot", "eye level", "pan", "4.5 s", ""],
    ]
    assert told["Running time"].text == "34 shots, 2:44 together, 4.8 s a shot."


def test_the_order_is_by_place_and_wide_shots_first() -> None:
    told = rows(findings(AD, sample())["Order of generation"])
    assert [row[1] for row in told] == ["Harbour", "Causeway", "Lighthouse", "Rocks"]
    assert told[1][3] == "SC002 SH010, SC002 SH030 and SC002 SH020"


def test_a_shot_without_time_gets_what_its_words_take() -> None:
    film = with_shot(sample(), 0, 0, duration=0.0)
    assert rewrites(AD, film, "duration") == {"SC001 SH010": 4.5}


def test_a_shot_is_not_shorter_than_its_dialogue() -> None:
    film = with_shot(sample(), 2, 10, duration=2.0)
    assert rewrites(AD, film, "duration") == {"SC003 SH110": 7.5}


def test_a_shot_without_framing_gets_what_its_action_asks_for() -> None:
    film = with_shot(sample(), 0, 2, framing="", action="Close on her eyes.")
    assert rewrites(AD, film, "framing")["SC001 SH030"] == "Close-up"


def test_a_cut_between_two_shots_of_one_size_on_the_same_people_is_changed() -> None:
    film = sample()
    nora = film.scenes[0].shots[1]
    film = with_shot(film, 0, 2, framing="Medium shot, low angle", character_ids=nora.character_ids)
    assert rewrites(AD, film, "framing") == {"SC001 SH030": "Close-up, low angle"}


def test_what_the_screenplay_tells_and_no_shot_shows_is_proposed_where_it_belongs() -> None:
    film = without_shot(sample(), 2, 3)
    [found] = [shot for shot in new_shots(film) if "no shot shows it" in shot.why]
    assert found.label == "SC003, in front of SH050"
    assert "They sent a letter?" not in found.action
    assert found.dialogue
    assert len(found.character_ids) == 2


def test_who_listens_is_seen_from_near_where_nobody_was() -> None:
    film = sample()
    nora = next(player.id for player in film.cast if player.name == "Nora")
    closer = [shot for shot in new_shots(film) if shot.framing == "Close-up"]
    assert [(shot.label, shot.character_ids) for shot in closer] == [
        ("SC001, in front of SH060", [nora]),
        ("SC002, in front of SH030", [nora]),
    ]


def test_a_scene_without_people_needs_none_from_near() -> None:
    assert new_shots(material("EXT. SEA - DAY\n\nWaves.")) == []


def test_long_shots_are_worth_a_look() -> None:
    assert findings(AD, with_shot(sample(), 0, 0, duration=30.0))["Long shots"].text.startswith("SC001 SH010")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Wide shot, low angle, tracking", ("Wide shot", "low angle", "tracking")),
        ("Close-up", ("Close-up", "", "")),
        ("", ("", "", "")),
    ],
)
def test_a_framing_line_is_read(line: str, told: tuple[str, str, str]) -> None:
    assert parted(line) == told


def test_sizes_are_known_and_each_cuts_to_one_at_least_two_steps_away() -> None:
    assert [size_of(line) for line in ("Extreme wide shot", "Medium close-up", "Insert")] == [
        "extreme wide",
        "medium close-up",
        "",
    ]
    assert width("Wide shot") < width("Close-up") < width("Insert")
    for size, other in OTHER.items():
        assert abs(SIZES.index(size) - SIZES.index(size_of(other))) >= 2
