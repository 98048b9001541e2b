from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.pipelines.base import CharacterReference, Reference
from app.pipelines.container.errors import RunnerError
from app.pipelines.container.job import job
from tests.pipelines.storyboard.studio import Studio as Wish


def test_a_runner_is_told_everything_with_paths_that_are_its_own(
    tmp_path: Path,
) -> None:
    face = tmp_path / "01_Assets/face.png"
    orlok = CharacterReference("1", "Orlok", base_face=face, variations={"happy": face})
    made = Wish(
        "A door",
        {"steps": 4, "masks": [face]},
        folder=tmp_path,
        characters=[orlok],
        location=Reference("quay", face),
        source=face,
        template={"model": "small"},
    )
    told = json.loads(job(made))
    inside = "/film/01_Assets/face.png"
    assert (told["type"], told["prompt"], told["seed"], told["template"]) == (
        "text_to_image",
        "A door",
        7,
        {"model": "small"},
    )
    assert told["parameters"] == {"steps": 4, "masks": [inside]}
    assert told["characters"][0]["base_face"] == told["characters"][0]["variations"]["happy"] == inside
    assert (told["location"], told["style"], told["source"]) == (
        {"words": "quay", "picture": inside},
        None,
        inside,
    )


def test_a_file_outside_of_the_film_is_refused(tmp_path: Path) -> None:
    film, elsewhere = tmp_path / "film", tmp_path / "elsewhere.png"
    film.mkdir()
    link = film / "link.png"
    link.symlink_to(elsewhere)
    for path in (elsewhere, link, film / "../elsewhere.png"):
        with pytest.raises(RunnerError, match="outside of the film"):
            job(Wish("A door", folder=film, source=path))
