import io
import itertools
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from app.pipelines.base import Cancelled, Reference
from app.pipelines.storyboard import StoryboardPipeline
from app.pipelines.storyboard.brief.model import Mood
from app.pipelines.storyboard.works.moves import MOVES
from app.pipelines.storyboard.works.variations import mood_of, slug, wished
from tests.pipelines.storyboard.people import CAST
from tests.pipelines.storyboard.studio import SMALL, Studio, distance, drawn, picture, pixels


def made(studio: Studio) -> dict[str, bytes]:
    StoryboardPipeline().run(studio)
    return {f"{output}.{extension}": data for output, extension, data in studio.saved}


def frames(video: bytes) -> list[np.ndarray]:
    with av.open(io.BytesIO(video), "r") as container:
        return [frame.to_ndarray(format="rgb24").astype(float) for frame in container.decode(video=0)]


def film(tmp_path: Path, **parameters: object) -> Studio:
    """A move over a picture of stripes and a block."""
    seen = Image.new("RGB", (320, 180), "white")
    for x in range(0, 320, 40):
        seen.paste((x % 255, 80, 160), (x, 0, x + 20, 180))
    seen.paste((200, 30, 30), (130, 60, 190, 180))
    seen.save(tmp_path / "source.png")
    wishes = {"fps": 8, "duration": 1, **parameters}
    return Studio("a move", wishes, task_type="image_to_video", source=tmp_path / "source.png")


class TestVariations:
    def test_each_expression_is_a_portrait_of_its_own(self) -> None:
        asked = ["neutral", "happy", "sad", "angry", "surprised", "afraid"]
        studio = Studio(
            "", {"steps": 20, "variations": asked}, 3, task_type="character_variations", characters=CAST[:1]
        )
        portraits = made(studio)
        assert list(portraits) == [f"{kind}.png" for kind in asked]
        faces = [np.asarray(picture(data).crop((130, 40, 390, 400)), dtype=float) for data in portraits.values()]
        apart = [float(np.abs(one - other).mean()) for one, other in itertools.combinations(faces, 2)]
        assert min(apart) > 2.0

    @pytest.mark.parametrize(
        ("word", "mood"),
        [
            ("Happy", Mood.HAPPY),
            ("laughing", Mood.HAPPY),
            ("crying", Mood.SAD),
            ("contempt", Mood.ANGRY),
            ("terrified", Mood.AFRAID),
            ("thoughtful", Mood.DETERMINED),
            ("zorblax", Mood.NEUTRAL),
        ],
    )
    def test_words_are_read_as_moods(self, word: str, mood: Mood) -> None:
        assert mood_of(word) is mood

    def test_what_is_asked_for_is_listed_once(self) -> None:
        assert wished(Studio(parameters={"variations": "happy, Very Sad!, happy"})) == ["happy", "Very Sad!"]
        assert wished(Studio(parameters={"variations": [" ", "../x"]})) == ["../x"]
        assert slug("../x y") == "x_y"

    def test_without_a_character_it_says_so(self) -> None:
        with pytest.raises(ValueError, match="need a character"):
            made(Studio(task_type="character_variations"))


class TestAnimatic:
    @pytest.mark.parametrize("move", MOVES)
    def test_each_move_is_a_film_of_its_length(self, tmp_path: Path, move: str) -> None:
        video = made(film(tmp_path, move=move))["video.mp4"]
        with av.open(io.BytesIO(video)) as container:
            stream = container.streams.video[0]
            assert (stream.codec_context.name, stream.pix_fmt, stream.average_rate) == ("h264", "yuv420p", Fraction(8))
            assert "no AI render" in container.metadata["comment"]
        shown = frames(video)
        assert (len(shown), shown[0].shape) == (8, (180, 320, 3))
        moved = float(np.abs(shown[0] - shown[-1]).mean())
        assert moved < 3 if move == "hold" else moved > 6

    def test_pulling_out_is_pushing_in_backwards(self, tmp_path: Path) -> None:
        ahead, back = (frames(made(film(tmp_path, move=move))["video.mp4"]) for move in ("push_in", "pull_out"))
        assert float(np.abs(ahead[0] - back[-1]).mean()) < 4

    def test_what_is_near_travels_farther(self, tmp_path: Path) -> None:
        shown = frames(made(film(tmp_path, move="parallax"))["video.mp4"])
        apart = np.abs(shown[0] - shown[-1]).mean(axis=(1, 2))
        assert apart[150:].mean() > apart[:40].mean()

    def test_without_a_source_the_prompt_is_drawn(self) -> None:
        studio = Studio(
            "a man in a field", {"steps": 4, **SMALL, "fps": 4, "duration": 0.5}, task_type="image_to_video"
        )
        assert len(frames(made(studio)["video.mp4"])) == 2

    def test_cancelling_between_frames_leaves_no_film(self, tmp_path: Path) -> None:
        studio = film(tmp_path)
        studio.cancel_at = 3
        with pytest.raises(Cancelled):
            StoryboardPipeline().run(studio)
        assert (len(studio.told), studio.saved) == (3, [])

    def test_an_unknown_move_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="no move 'spin'"):
            made(film(tmp_path, move="spin"))


class TestReferences:
    def test_noir_has_no_colour(self) -> None:
        studio = Studio("a woman in a red coat", {"steps": 20, **SMALL}, style=Reference("film noir"))
        seen = pixels(made(studio)["image.png"])[:150]
        assert float(np.ptp(seen, axis=2).max()) <= 2

    def test_every_style_is_told_from_every_other(self) -> None:
        styles = ["noir", "manga", "charcoal", "sepia", "watercolour", "anime", "cyberpunk"]
        sheets = [
            made(Studio("a street", {"steps": 20, **SMALL}, style=Reference(style)))["image.png"] for style in styles
        ]
        assert min(distance(one, other) for one, other in itertools.combinations(sheets, 2)) > 6

    def test_a_location_lends_its_words_and_its_light(self, tmp_path: Path) -> None:
        Image.new("RGB", (64, 64), (230, 140, 60)).save(tmp_path / "place.png")
        place = Reference("desert", tmp_path / "place.png")
        seen = made(Studio("a man walks", {"steps": 20, **SMALL}, location=place))["image.png"]
        plain = drawn("a man walks. desert", steps=20)
        red, _, blue = pixels(seen).mean(axis=(0, 1)) - pixels(plain).mean(axis=(0, 1))
        assert red - blue > 15

    def test_words_for_no_known_style_change_nothing(self) -> None:
        studio = Studio("a street", {"steps": 4, **SMALL}, style=Reference("zorblax"))
        assert made(studio)["image.png"] == drawn("a street")
