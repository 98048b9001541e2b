import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from app.pipelines.base import CharacterReference
from app.pipelines.storyboard.figures.head.hair import HAIR_COLOURS
from app.pipelines.storyboard.looks.finding import find
from app.pipelines.storyboard.looks.likeness import known
from app.pipelines.storyboard.looks.photograph import Photograph, lab
from app.pipelines.storyboard.looks.seeing import see
from app.pipelines.storyboard.paper.colour import Colour
from app.pipelines.storyboard.picture import Panel
from app.pipelines.storyboard.works.variations import portrait as portrait_of


def portrait(prompt: str, seed: int = 3) -> Photograph:
    return Photograph(Image.open(io.BytesIO(Panel(prompt, (640, 360), seed).png(0.85))))


def apart(one: Colour, other: Colour) -> float:
    first, second = lab(np.array([one, other], dtype=np.float64))
    return float(np.linalg.norm((first - second) * (0.5, 1, 1)))


def nearest(tone: Colour) -> str:
    return min(HAIR_COLOURS, key=lambda name: apart(HAIR_COLOURS[name], tone))


@pytest.mark.parametrize("colour", ["black", "brown", "blonde", "red"])
@pytest.mark.parametrize("cut", ["long", "curly"])
def test_the_colour_of_hair_is_read(colour: str, cut: str) -> None:
    seen = see(find(portrait(f"close-up of a woman with {cut} hair, {colour} hair, white suit, in an office")))
    assert seen.hair is not None
    assert nearest(seen.hair) == colour


def test_a_bare_head_has_no_hair() -> None:
    seen = see(find(portrait("close-up of a bald man in a navy suit")))
    assert (seen.hair, seen.cut) == (None, "bald")


def test_grey_curls_before_a_grey_wall_do_not_grow() -> None:
    otto = known(CharacterReference("otto", "Otto", "", "an old man with a grey beard")).person
    face = portrait_of(replace(otto, hair="curly"), "neutral", (320, 400), 3)
    seen = see(find(Photograph(Image.open(io.BytesIO(face.png(0.85))))))
    assert seen.cut in ("curly", "short")


def test_long_hair_is_longer_than_short() -> None:
    woman = see(find(portrait("close-up of a woman with long hair, black hair, white suit, in an office")))
    man = see(find(portrait("close-up of a man with short hair in a kitchen")))
    assert woman.cut == "long"
    assert man.cut in ("short", "curly")


@pytest.mark.parametrize(
    ("words", "tone"), [("red coat", "#a2352d"), ("purple robe", "#6f5780"), ("green dress", "#527457")]
)
def test_the_colour_of_clothes_is_read(words: str, tone: str) -> None:
    seen = see(find(portrait(f"close-up of a woman with black hair in a {words}")))
    assert seen.cloth is not None
    assert apart(seen.cloth, Colour(*bytes.fromhex(tone[1:]))) < 14


def likeness_of(skin: str, hair: str, cloth: str, backdrop: str) -> Image.Image:
    """A plain face by ellipses, front view, as a child would paint it."""
    image = Image.new("RGB", (240, 300), backdrop)
    draw = ImageDraw.Draw(image)
    draw.ellipse((60, 30, 180, 160), fill=hair)
    draw.rectangle((20, 235, 220, 300), fill=cloth)
    draw.rectangle((100, 180, 140, 250), fill=skin)
    draw.ellipse((70, 55, 170, 205), fill=skin)
    for x in (98, 142):
        draw.ellipse((x - 9, 112, x + 9, 122), fill="#2b2622")
    draw.rectangle((104, 166, 136, 172), fill="#8c4a44")
    return image


@pytest.mark.parametrize("skin", ["#ecd0b6", "#c79a74", "#8a5d3f", "#5e3d2a"])
@pytest.mark.parametrize(("hair", "cloth"), [("#222020", "#2f4f9a"), ("#b9762e", "#2e7d43"), ("#d8d8d8", "#111111")])
def test_plain_faces_of_every_skin_are_found_and_read(skin: str, hair: str, cloth: str) -> None:
    face = find(Photograph(likeness_of(skin, hair, cloth, "#9fb8c8")))
    assert abs(face.x - 102) < 14
    assert abs(face.y - 100) < 22
    assert apart(see(face).skin, Colour(*bytes.fromhex(skin[1:]))) < 8


@given(
    st.integers(2, 400),
    st.integers(2, 400),
    st.sampled_from(["L", "RGB", "RGBA", "P", "1", "CMYK"]),
    st.integers(0, 255),
)
@example(2, 378, "RGB", 0)
@settings(max_examples=40, deadline=None)
def test_any_picture_has_a_reading(width: int, height: int, mode: str, value: int) -> None:
    noise = np.random.default_rng(value).integers(0, 256, (height, width, 3), dtype=np.uint8)
    seen = see(find(Photograph(Image.fromarray(noise).convert(mode))))
    assert 0.9 <= seen.width <= 1.1


def test_a_likeness_is_read_from_its_file_and_read_again_when_that_changes(tmp_path: Path) -> None:
    face = tmp_path / "base_face.png"
    character = CharacterReference("c", "Ada", base_face=face)
    likeness_of("#ecd0b6", "#222020", "#2f4f9a", "#9fb8c8").save(face)
    first = known(character).person.look
    likeness_of("#8a5d3f", "#222020", "#2f4f9a", "#9fb8c8").save(face)
    second = known(character).person.look
    assert first
    assert second
    assert first.skin != second.skin


def test_clothes_in_words_win_over_the_picture(tmp_path: Path) -> None:
    face = tmp_path / "base_face.png"
    likeness_of("#ecd0b6", "#222020", "#2f4f9a", "#9fb8c8").save(face)
    plain, told = (known(CharacterReference("c", "Ada", "", words, face)).person for words in ("", "in a red coat"))
    assert plain.look
    assert told.look
    assert apart(plain.look.cloth, Colour(47, 79, 154)) < 8
    assert (told.garment, apart(told.look.cloth, Colour(181, 56, 47)) < 1) == ("coat", True)
    assert told.look.hair == plain.look.hair


@pytest.mark.parametrize(
    ("description", "sex", "age"),
    [
        ("NORA (30s), a surveyor's coat too big for her, a case chained to her wrist.", "woman", "adult"),
        ("TOMAS (60s) waits under the lamp, holding an umbrella that he does not open.", "man", "old"),
        ("a man, her father", "man", "adult"),
        ("an old nurse and his friend", "woman", "old"),
        ("old, with glasses", "man", "old"),
    ],
)
def test_a_screenplays_words_tell_who_somebody_is(description: str, sex: str, age: str) -> None:
    person = known(CharacterReference("c-1", "X", "x", description)).person
    assert (person.sex, person.age) == (sex, age)


def test_what_nobody_says_is_the_same_for_one_id_and_differs_between_ids() -> None:
    looks = [known(CharacterReference(str(number), "Somebody")).person.look for number in range(6)]
    assert looks[0] == known(CharacterReference("0", "Another name")).person.look
    assert len(set(looks)) == 6
