import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.pipelines.base import Cancelled
from app.pipelines.storyboard import StoryboardPipeline
from app.pipelines.storyboard.brief.place_words import PLACES
from app.pipelines.storyboard.contact_sheet import PROMPTS
from app.pipelines.storyboard.figures.poses import POSES
from app.pipelines.storyboard.paper.marks import present
from app.pipelines.storyboard.picture import Panel, dimensions
from app.pipelines.storyboard.works.panel import reach
from tests.pipelines.storyboard.studio import SMALL, Studio, distance, drawn, fine_detail, finished, picture, pixels

DETECTIVE = "Wide, night: a detective walks down a rainy alley with an umbrella"
WORDS = st.sampled_from(
    [
        "close-up",
        "wide",
        "medium",
        "low",
        "high",
        "angle",
        "top",
        "shot",
        "insert",
        "night",
        "dawn",
        "rain",
        "fog",
        "storm",
        "man",
        "woman",
        "child",
        "three",
        "soldiers",
        "fight",
        "kiss",
        "run",
        "lie",
        "fall",
        "ride",
        "horse",
        "car",
        "street",
        "kitchen",
        "church",
        "forest",
        "sea",
        "desert",
        "space",
        "cave",
        "roof",
        "crown",
        "gun",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=9).map(" ".join)), st.integers(0, 2**63 - 1))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_prompt_becomes_a_picture_of_the_asked_size(prompt: str, seed: int) -> None:
    image = picture(drawn(prompt, seed, steps=3, width=160, height=90))
    assert (image.format, image.size) == ("PNG", (160, 90))


@pytest.mark.parametrize("size", [(64, 64), (64, 128), (200, 400), (900, 300), (256, 256), (65, 190)])
@pytest.mark.parametrize("prompt", [DETECTIVE, "close-up of a woman", "two men fight in a kitchen", "insert of a key"])
def test_every_shape_composes(size: tuple[int, int], prompt: str) -> None:
    width, height = size
    assert picture(drawn(prompt, width=width, height=height)).size == size


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.flavour)
def test_every_place_is_drawn(place: object) -> None:
    words = PLACES[place].split(",")[0]  # type: ignore[index]
    assert fine_detail(finished(f"wide, {words}, night rain")) > 2


@pytest.mark.parametrize("action", POSES)
@pytest.mark.parametrize("angle", ["eye level", "top shot", "low angle"])
def test_every_pose_is_drawn_from_every_side(action: str, angle: str) -> None:
    assert finished(f"{angle}, a woman in a coat {action}s", len(action))


@pytest.mark.parametrize("asked", [{}, {"width": 640}, {"height": 360}, {"width": 1, "height": 99999}])
def test_sizes_are_derived_and_bounded(asked: dict[str, int]) -> None:
    width, height = dimensions(asked, 20)
    expected = {(): (960, 540), ("width",): (640, 360), ("height",): (640, 360), ("width", "height"): (64, 4096)}
    assert (width, height) == expected[tuple(asked)]


def test_tiers_have_their_sizes() -> None:
    assert [dimensions({}, steps) for steps in (20, 30, 50)] == [(960, 540), (1280, 720), (1920, 1080)]


def test_the_same_task_gives_the_same_bytes() -> None:
    assert drawn(DETECTIVE) == drawn(DETECTIVE)


def test_another_seed_composes_anew() -> None:
    assert distance(drawn(DETECTIVE, 1, steps=30), drawn(DETECTIVE, 2, steps=30)) > 8


def test_more_steps_show_more_of_the_same_drawing() -> None:
    line, tone, draft, premium = (drawn(DETECTIVE, steps=steps, width=640, height=360) for steps in (6, 12, 20, 50))
    assert pixels(tone).mean() < pixels(line).mean() - 20
    assert distance(draft, premium) < 12


def test_each_tier_shows_more_marks_of_one_sheet() -> None:
    marks = Panel("a woman in a street", (320, 180), 7).sheet.marks
    draft, standard, premium = (sum(1 for _ in present(marks, reach(steps))) for steps in (20, 30, 50))
    assert draft < standard < premium == len(marks)


def test_refinement_never_goes_back() -> None:
    reached = [reach(steps) for steps in range(1, 80)]
    assert reached == sorted(reached)
    assert reached[-1] == 1.0


def test_tells_every_step_once_and_previews_along_the_way() -> None:
    studio = Studio(DETECTIVE, {"steps": 30, **SMALL})
    StoryboardPipeline().run(studio)
    assert [(told.step, told.total) for told in studio.told] == [(step, 30) for step in range(1, 31)]
    previews = [told for told in studio.told if told.preview]
    assert 6 <= len(previews) <= 10
    stages = ["Rough: setting", "Rough: figures", "Clean line", "Tone", "Finish"]
    assert [name for name in stages if any(told.description == name for told in previews)] == stages
    assert list(dict.fromkeys(told.description for told in studio.told))[:4] == stages[:4]


def test_previews_are_small_jpegs() -> None:
    studio = Studio(DETECTIVE, {"steps": 20})
    StoryboardPipeline().run(studio)
    for told in studio.told:
        if told.preview:
            assert len(told.preview) <= 40_000
            assert (picture(told.preview).format, picture(told.preview).width) == ("JPEG", 400)


def test_saves_one_image() -> None:
    studio = Studio(DETECTIVE, {"steps": 2, **SMALL})
    StoryboardPipeline().run(studio)
    assert [(output, extension) for output, extension, _ in studio.saved] == [("image", "png")]


def test_cancelling_stops_the_drawing_and_saves_nothing() -> None:
    studio = Studio(DETECTIVE, {"steps": 30, **SMALL}, cancel_at=5)
    with pytest.raises(Cancelled):
        StoryboardPipeline().run(studio)
    assert (len(studio.told), studio.saved) == (5, [])


def test_ten_prompts_can_be_told_apart() -> None:
    sheets = [finished(prompt, seed) for prompt, seed in PROMPTS]
    assert min(distance(one, other) for one, other in itertools.combinations(sheets, 2)) > 18
