from __future__ import annotations

import dataclasses

from app.agents.material import Material
from app.agents.sample import material
from app.agents.schemas import Trade
from tests.agents.rules.reading import findings, rewrites, rows, sample, with_scene, with_shot

CASTING = Trade.CASTING_DIRECTOR


def drawn(film: Material) -> Material:
    """Everyone has a face and a LoRA."""
    cast = [dataclasses.replace(player, has_face=True, trained=True) for player in film.cast]
    return dataclasses.replace(film, cast=cast)


def test_everyone_is_counted_by_scenes_speeches_and_shots() -> None:
    assert rows(findings(CASTING, sample())["Cast"]) == [
        ["Nora", "5", "9", "57", "22", "missing", "advised"],
        ["Tomas", "5", "9", "77", "14", "missing", "advised"],
    ]


def test_presence_is_told_scene_by_scene() -> None:
    assert rows(findings(CASTING, sample())["Presence"])[0] == ["SC001", "EXT. HARBOUR - DUSK", "Nora and Tomas"]


def test_who_is_cast_and_trained_lacks_nothing() -> None:
    told = findings(CASTING, drawn(sample()))
    assert not {"Faces to cast", "LoRAs to train"} & told.keys()
    assert rows(told["Cast"])[0][-2:] == ["there", "trained"]


def test_a_voice_alone_needs_no_face() -> None:
    film = material("INT. ROOM - DAY\n\nANN, 30, listens.\n\nRADIO MAN (V.O.)\nGood evening.")
    told = {row[0]: row[-2:] for row in rows(findings(CASTING, film)["Cast"])}
    assert told["Ann"] == ["missing", "not needed"]
    assert told["Radio Man"] == ["not needed", "not needed"]
    assert "Radio Man" in findings(CASTING, film)["In no shot"].text


def test_whom_a_shots_action_names_is_put_into_it() -> None:
    film = with_shot(sample(), 2, 0, action="Tomas at the stove.", character_ids=[])
    tomas = next(player.id for player in film.cast if player.name == "Tomas")
    assert rewrites(CASTING, film, "character_ids") == {"SC003 SH010": [tomas]}


def test_part_of_another_word_is_no_name() -> None:
    film = with_shot(sample(), 2, 0, action="Honorary plates on the wall.", character_ids=[])
    assert rewrites(CASTING, film, "character_ids") == {}


def test_whom_the_words_have_in_a_scene_is_put_onto_its_list() -> None:
    film = with_scene(sample(), 0, characters=["Nora"])
    assert rewrites(CASTING, film, "characters") == {"SC001": ["Nora", "Tomas"]}


def test_who_has_no_description_gets_the_writers_own() -> None:
    film = sample()
    blank = [dataclasses.replace(p, record=p.record.model_copy(update={"description": ""})) for p in film.cast]
    told = rewrites(CASTING, dataclasses.replace(film, cast=blank), "description")
    assert told["Tomas"].startswith("TOMAS (60s) waits under the lamp")
    assert rewrites(CASTING, film, "description") == {}


def test_a_film_without_characters_says_what_to_do() -> None:
    told = findings(CASTING, dataclasses.replace(sample(), cast=[]))["Cast"]
    assert told.text
    assert told.rows == []
