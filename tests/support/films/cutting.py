"""A film with something to cut: shots with takes on disk, as a finished task leaves them."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping

import numpy as np
from PIL import Image

from app.pipelines.video import Video
from app.projects.film import Film
from app.projects.outbox import Commits
from app.story import store as stories
from app.story.schemas import ChapterEntry, Outline, Scene, Shot
from app.story.tree import Tree
from tests.support.films.takes import RECORD

SIZE = (64, 36)
COLOURS = {"red": (200, 30, 30), "green": (30, 180, 60), "blue": (40, 60, 200)}


def take_id(number: int) -> str:
    return f"{number:08x}-0000-4000-8000-000000000000"


def tell_story(film: Film) -> Tree:
    """Two scenes: SC001 with three shots of 1, 2 and 1.5 seconds, SC002 with one that nobody has estimated."""
    shots = [
        Shot(id=f"sh{n}", code=f"SH0{n}0", duration=seconds, action=f"Action {n}.", dialogue=f"ADA: Line {n}.")
        for n, seconds in enumerate((1.0, 2.0, 1.5), start=1)
    ]
    first = Scene(id="sc1", code="SC001", slug="INT. ROOM - DAY", shots=shots)
    second = Scene(
        id="sc2", code="SC002", slug="EXT. SEA - NIGHT", shots=[Shot(id="sh4", code="SH010", action="Waves.")]
    )
    chapter = ChapterEntry(id="ch1", code="CH01", name="One", scenes=["sc1", "sc2"])
    tree = Tree(Outline(chapters=[chapter]), {"sc1": first, "sc2": second})
    stories.save(film, stories.load(film), tree)
    return tree


def still(film: Film, shot: str, number: int, colour: str, **fields: object) -> str:
    """A take of one colour. Its id."""
    png = io.BytesIO()
    Image.new("RGB", SIZE, COLOURS[colour]).save(png, "PNG")
    return _put(film, shot, number, "png", png.getvalue(), fields)


def video(film: Film, shot: str, number: int, seconds: float, rate: int = 24) -> str:
    """A take that goes from black to white. Its id."""
    count = round(seconds * rate)
    with Video(SIZE, rate, {}) as made:
        for frame in range(count):
            grey = np.full((SIZE[1], SIZE[0], 3), round(255 * frame / max(1, count - 1)), np.uint8)
            made.add(Image.fromarray(grey))
        return _put(film, shot, number, "mp4", made.finished(), {"length": count / rate})


def _put(film: Film, shot: str, number: int, extension: str, data: bytes, fields: Mapping[str, object]) -> str:
    scene = next(scene for scene in stories.load(film).scenes.values() if any(each.id == shot for each in scene.shots))
    code = next(each.code for each in scene.shots if each.id == shot)
    folder = film.folder / f"03_Renders/CH01/{scene.code}/{code}/take_{number:03d}"
    folder.mkdir(parents=True)
    name = take_id(len(list((film.folder / "03_Renders").rglob("take.json"))) + 1)
    (folder / f"image.{extension}").write_bytes(data)
    record = (
        RECORD
        | {"id": name, "task_id": name, "shot_id": shot, "take_number": number, "outputs": [f"image.{extension}"]}
        | dict(fields)
    )
    (folder / "take.json").write_text(json.dumps(record))
    return name


def commits() -> Commits:
    """Of nobody who commits."""
    return Commits(lambda _: None)
