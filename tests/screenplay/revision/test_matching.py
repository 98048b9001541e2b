"""Which scene of a newer draft is which."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.screenplay.revision.matching import Known, Match, match
from app.screenplay.script.scenes import ScriptScene
from app.screenplay.script.script import Script

HARBOUR = "EXT. HARBOUR - DUSK\n\nRain falls on a harbour with no boats in it and one lamp hums above the quay.\n\n"
KITCHEN = "INT. KITCHEN - NIGHT\n\nTomas pours the tea and Nora unlocks a grey case with one red switch inside.\n\n"
LAMP = "INT. LAMP ROOM - NIGHT\n\nThe great lens stops turning and the light goes out over the whole black sea.\n\n"
ROCKS = "EXT. ROCKS - DAWN\n\nCalm water, a blue trawler rides at anchor, her crew asleep among the nets.\n\n"
DRAFT = [HARBOUR, KITCHEN, LAMP, ROCKS]


def scenes(parts: Sequence[str]) -> list[ScriptScene]:
    return Script.read("".join(parts)).scenes


def known(parts: Sequence[str] = DRAFT) -> list[Known]:
    return [Known(f"s{n}", each.slug_line, each.text_hash, each.words) for n, each in enumerate(scenes(parts))]


def matched(*parts: str) -> list[Match]:
    return match(known(), scenes(parts))


def test_the_same_draft_is_the_same_scenes() -> None:
    assert matched(*DRAFT) == [Match("s0"), Match("s1"), Match("s2"), Match("s3")]


def test_a_scene_elsewhere_has_moved_and_the_others_stayed() -> None:
    assert matched(HARBOUR, LAMP, ROCKS, KITCHEN) == [
        Match("s0"),
        Match("s2"),
        Match("s3"),
        Match("s1", moved=True),
    ]


def test_an_edited_scene_is_still_itself() -> None:
    assert matched(HARBOUR, KITCHEN.replace("tea", "whisky"), LAMP, ROCKS)[1] == Match("s1", changed=True)


def test_a_scene_under_another_slug_line_is_still_itself() -> None:
    assert matched(HARBOUR, KITCHEN.replace("KITCHEN", "PANTRY"), LAMP, ROCKS)[1] == Match("s1", changed=True)


def test_a_scene_written_anew_in_its_place_is_still_itself() -> None:
    anew = "INT. KITCHEN - NIGHT\n\nSilence. An empty chair.\n\n"
    assert matched(HARBOUR, anew, LAMP, ROCKS)[1] == Match("s1", changed=True)


def test_other_words_under_the_same_slug_line_elsewhere_are_another_scene() -> None:
    elsewhere = "INT. KITCHEN - NIGHT\n\nSilence. An empty chair.\n\n"
    assert matched(HARBOUR, LAMP, ROCKS, elsewhere)[3] == Match(None)


def test_a_new_scene_is_nobody_s() -> None:
    assert matched(HARBOUR, "EXT. ISLAND - DAY\n\nGulls.\n\n", KITCHEN, LAMP, ROCKS)[1] == Match(None)


def test_a_scene_cut_in_two_is_its_larger_part_and_a_new_one() -> None:
    long = KITCHEN + "Much later the stove has gone cold and they still sit there without one word.\n\n"
    cut = "INT. KITCHEN - LATER\n\nMuch later the stove has gone cold and they still sit there without one word.\n\n"
    found = match(known([HARBOUR, long]), scenes([HARBOUR, KITCHEN, cut]))
    kept, new = sorted(found[1:], key=lambda each: each.known is None)
    assert (kept.known, kept.changed, new) == ("s1", True, Match(None, split_from="s1"))


def test_two_scenes_made_one_are_the_larger_and_what_was_merged() -> None:
    body = LAMP.split("\n\n")[1]
    found = matched(HARBOUR, f"{KITCHEN}{body}\n\n", ROCKS)
    assert (found[1].changed, {found[1].known, *found[1].merged}) == (True, {"s1", "s2"})


def test_a_scene_made_by_hand_is_known_by_its_slug_line_alone() -> None:
    by_hand = [Known("h", "int. kitchen -  night", "", by_hand=True)]
    assert match(by_hand, scenes(DRAFT)) == [Match(None), Match("h", changed=True), Match(None), Match(None)]


def test_an_omitted_scene_comes_back_by_its_words() -> None:
    gone = [Known("o", "INT. KITCHEN - NIGHT", scenes([KITCHEN])[0].text_hash)]
    assert match(gone, scenes([HARBOUR, KITCHEN]))[1] == Match("o")
    assert match(gone, scenes([KITCHEN.replace("tea", "rum")])) != [Match("o")]


WORDS = "rain lamp sea boat stove letter key door hand light glass rope".split()  # noqa: SIM905  a row of words


@given(st.integers(0, 2**32), st.integers(1, 12))
def test_any_draft_gives_each_scene_one_place_at_most(seed: int, count: int) -> None:
    chance = random.Random(seed)
    draft = [f"INT. ROOM {n % 4} - DAY\n\n{' '.join(chance.choices(WORDS, k=15))}\n\n" for n in range(count)]
    newer = [each for each in draft if chance.random() < 0.8]
    chance.shuffle(newer)
    found = match(known(draft), scenes(newer))
    ids = [each.known for each in found if each.known]
    assert len(found) == len(newer)
    assert len(set(ids)) == len(ids)
    stayed = [int(each.known[1:]) for each in found if each.known and not each.moved]
    assert all(before < after for before, after in pairwise(stayed))
    texts = {each.text_hash for each in known(draft)}
    assert all(
        each.known and not each.changed
        for each, own in zip(found, scenes(newer), strict=True)
        if own.text_hash in texts
    )
