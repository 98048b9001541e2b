from __future__ import annotations

import json

import pytest
from redis import Redis

from app.cut.schemas import ClipWish, CutWish
from app.cut.service import Cuts
from app.errors import Conflict, Invalid, Stale
from app.projects.film import Film
from tests.support.films.stored import events


def wish(*shots: str) -> CutWish:
    return CutWish(clips=[ClipWish(id=f"clip-{shot}", shot_id=shot) for shot in shots])


def test_an_edited_cut_stays_as_it_was_edited(cuts: Cuts, told: Film) -> None:
    cuts.put(told, wish("sh3", "sh1"), None)
    cut, _ = cuts.get(told)
    assert [clip.shot_id for clip in cut.clips] == ["sh3", "sh1"]
    assert cut.edited


def test_an_edit_is_told_and_waits_to_be_committed(cuts: Cuts, told: Film, redis: Redis) -> None:
    cuts.put(told, wish("sh3"), None)
    cuts.put(told, wish("sh3"), None)
    [event] = events(redis, told.id, "cut.updated")
    assert event["data"] == {"clips": 1, "edited": True}
    notes = [json.loads(note.read_text()) for note in (told.state / "outbox").glob("*.json")]
    assert [(note["message"], note["paths"]) for note in notes] == [("cut: edit", ["02_Source_Creative/cut.json"])]


def test_an_edit_of_a_cut_that_changed_meanwhile_is_refused(cuts: Cuts, told: Film) -> None:
    _, seen = cuts.get(told)
    _, newer = cuts.put(told, wish("sh1"), seen)
    with pytest.raises(Stale):
        cuts.put(told, wish("sh2"), seen)
    assert cuts.put(told, wish("sh2"), newer)[0].clips[0].shot_id == "sh2"


def test_a_cut_can_follow_the_story_again(cuts: Cuts, told: Film) -> None:
    cuts.put(told, wish("sh3"), None)
    cut, _ = cuts.follow_story(told, None)
    assert not cut.edited
    assert len(cut.clips) == 4


def test_no_two_clips_have_one_id(cuts: Cuts, told: Film) -> None:
    with pytest.raises(Invalid):
        cuts.put(told, wish("sh1", "sh1"), None)


def test_a_damaged_cut_is_never_taken_for_an_untouched_one(cuts: Cuts, told: Film) -> None:
    (told.folder / "02_Source_Creative/cut.json").write_text("{")
    with pytest.raises(Conflict):
        cuts.get(told)


def test_what_a_client_adds_that_we_do_not_know_is_not_written(cuts: Cuts, told: Film) -> None:
    known = {"id": "a", "shot_id": "sh1"}
    cuts.put(told, CutWish.model_validate({"clips": [known | {"more": "\ud800"}]}), None)
    assert "more" not in (told.folder / "02_Source_Creative/cut.json").read_text()
