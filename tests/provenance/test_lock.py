from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.files.cached import stamp
from app.projects import layout, outbox, structure
from app.projects.film import Film
from app.provenance import lock
from tests.support.films.disk import clean, commits, git
from tests.support.films.takes import put_take

MODEL = {"kind": "model", "name": "sdxl", "sha256": "aa", "optimization": "sequential"}
LORA = {"kind": "lora", "name": "ada.safetensors", "sha256": "bb", "strength": "0.8"}


def put(film: Film, name: str, **fields: Any) -> Path:
    """A take among the renders, as a task leaves it: its note for Git is there."""
    renders = film.folder / layout.RENDERS
    put_take(renders, f"output_{name}.json", id=name, **fields)
    path = renders / f"output_{name}.json"
    outbox.note(film, f"take: output_{name}", [path, renders / "output_1.png"])
    return path


def said(film: Film) -> list[dict[str, Any]]:
    found = json.loads((film.folder / "film.lock").read_text())
    assert found["version"] == 1
    return list(found["ingredients"])


def test_a_film_without_takes_has_none(film: Film) -> None:
    lock.keep(film)
    assert not (film.folder / "film.lock").exists()
    assert not outbox.pending(film)


def test_it_names_everything_that_takes_were_made_with_once(film: Film) -> None:
    put(
        film,
        "1",
        pipeline="diffusers",
        models=[MODEL, LORA],
        template_id="relight_v1",
        template_sha256="cc",
    )
    put(film, "2", pipeline="diffusers", models=[MODEL, LORA | {"strength": "0.5"}])
    put(film, "3", pipeline="storyboard", pipeline_version="2.0")
    lock.keep(film)
    told = [(one["kind"], one["name"], one["version"], one["sha256"], one["pipeline"]) for one in said(film)]
    assert told == [
        ("lora", "ada.safetensors", None, "bb", "diffusers"),
        ("model", "sdxl", None, "aa", "diffusers"),
        ("pipeline", "diffusers", "1", None, None),
        ("pipeline", "storyboard", "2.0", None, None),
        ("template", "relight_v1", None, "cc", "diffusers"),
    ]
    assert lock.ingredients(film)[next(one for one in lock.ingredients(film) if one.kind == "model")] == 2


def test_it_goes_into_the_commit_of_the_take(film: Film) -> None:
    put(film, "1")
    lock.keep(film)
    made = outbox.flush(film)
    assert made
    assert "film.lock" in made.paths
    assert commits(film.folder)[0] == "take: output_1"
    assert clean(film.folder)


def test_what_says_nothing_new_is_not_written_again(film: Film) -> None:
    put(film, "1", models=[MODEL])
    lock.keep(film)
    before = stamp(film.folder / "film.lock")
    outbox.flush(film)
    put(film, "2", models=[MODEL])
    lock.keep(film)
    made = outbox.flush(film)
    assert made
    assert "film.lock" not in made.paths
    assert stamp(film.folder / "film.lock") == before


def test_what_no_take_needs_any_more_leaves_it(film: Film) -> None:
    put(film, "1")
    path = put(film, "2", models=[MODEL])
    lock.keep(film)
    path.unlink()
    lock.keep(film)
    assert [one["kind"] for one in said(film)] == ["pipeline"]


def test_one_that_was_lost_comes_back_with_a_commit_of_its_own(film: Film) -> None:
    put(film, "1")
    lock.keep(film)
    outbox.flush(film)
    before = said(film)
    git(film.folder, "rm", "-q", "film.lock")
    git(
        film.folder,
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b",
        "commit",
        "-qm",
        "lost",
    )
    lock.keep(film)
    outbox.flush(film)
    assert said(film) == before
    assert commits(film.folder)[0] == "project: what follows from its takes"
    assert clean(film.folder)


@pytest.mark.parametrize("text", ["", "{", "<<<<<<< HEAD\n"])
def test_one_that_a_merge_left_unreadable_is_written_anew(film: Film, text: str) -> None:
    put(film, "1")
    (film.folder / "film.lock").write_text(text)
    lock.keep(film)
    assert [one["name"] for one in said(film)] == ["null"]


def test_what_somebody_put_in_its_place_is_left_alone(film: Film, tmp_path: Path) -> None:
    put(film, "1")
    place, away = film.folder / "film.lock", tmp_path / "away"
    place.symlink_to(away)
    lock.keep(film)
    assert (place.is_symlink(), away.exists()) == (True, False)
    place.unlink()
    place.mkdir()
    lock.keep(film)
    assert place.is_dir()


def test_it_belongs_to_a_film_s_structure(film: Film) -> None:
    put(film, "1")
    lock.keep(film)
    assert structure.examine(film).unexpected == []
