from __future__ import annotations

from app.cut import timeline
from app.cut.schemas import ClipEntry, Cut, CutClip, CutDocument, MusicEntry
from app.cut.timeline import Footage
from app.projects.film import Film
from app.story import edits
from app.story import store as stories
from tests.support.films.cutting import take_id, tell_story


def clips(film: Film) -> list[CutClip]:
    return timeline.tell(film)[0].clips


def played(film: Film, *entries: ClipEntry, music: tuple[MusicEntry, ...] = ()) -> Cut:
    document = CutDocument(fps=24, clips=list(entries), music=list(music))
    return timeline.play(film, document, Footage.of(film), edited=True)


def test_an_untouched_film_has_the_cut_that_its_story_tells(told: Film) -> None:
    cut, _ = timeline.tell(told)
    assert [(clip.code, clip.at, clip.frames) for clip in cut.clips] == [
        ("SC001 · SH010", 0, 24),  # as long as the shot is estimated
        ("SC001 · SH020", 24, 12),  # as long as its video
        ("SC001 · SH030", 36, 36),
        ("SC002 · SH010", 72, 72),  # nobody estimated it: three seconds
    ]
    assert (cut.frames, cut.fps, cut.edited, cut.left_out) == (144, 24, False, [])


def test_a_shot_plays_its_chosen_take_and_while_none_is_chosen_the_newest(told: Film) -> None:
    assert clips(told)[0].take_id == take_id(2)
    before = stories.load(told)
    stories.save(told, before, edits.change_shot(before, "sh1", {"chosen_take": take_id(1)}))
    assert clips(told)[0].take_id == take_id(1)


def test_a_clip_may_be_pinned_to_a_take_trimmed_and_given_a_length(told: Film) -> None:
    pinned = ClipEntry(id="a", shot_id="sh1", take_id=take_id(1), frames=10)
    trimmed = ClipEntry(id="b", shot_id="sh2", start=5)
    first, second = played(told, pinned, trimmed).clips
    assert (first.take_id, first.pinned, first.media, first.frames, first.own_length) == (
        take_id(1),
        True,
        "still",
        10,
        True,
    )
    assert (second.at, second.start, second.frames, second.available, second.media) == (10, 5, 7, 12, "video")


def test_a_card_has_words_and_no_shot(told: Film) -> None:
    cut = played(told, ClipEntry(id="a", kind="card", text="Ten years later"))
    [card] = cut.clips
    assert (card.kind, card.text, card.shot_id, card.frames) == ("card", "Ten years later", None, 60)
    assert cut.card_frames == card.frames


def test_what_is_gone_does_not_play_and_is_told(told: Film) -> None:
    music = MusicEntry(id="m", asset_id="nothing")
    cut = played(told, ClipEntry(id="a", shot_id="gone"), ClipEntry(id="b", shot_id="sh1"), music=(music,))
    assert [clip.id for clip in cut.clips] == ["b"]
    assert cut.lost == ["a", "m"]


def test_shots_that_the_cut_does_not_show_are_told(told: Film) -> None:
    assert played(told, ClipEntry(id="b", shot_id="sh3")).left_out == ["sh1", "sh2", "sh4"]


def test_an_omitted_scene_is_in_no_cut(film: Film) -> None:
    tree = tell_story(film)
    stories.save(film, tree, edits.change_scene(tree, "sc1", {"omitted": True}))
    cut, _ = timeline.tell(film)
    assert [clip.scene_id for clip in cut.clips] == ["sc2"]
    assert cut.left_out == []
