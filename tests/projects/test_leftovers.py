from __future__ import annotations

import os
import time

import pytest

from app.projects.store import Film, Films


def test_what_a_killed_creation_left_is_cleared_once_it_is_old(films: Films) -> None:
    old, young = films.state / "new/old", films.state / "trash/young"
    for leftover in (old, young):
        (leftover / "03_Renders").mkdir(parents=True)
    os.utime(old, (time.time() - 3600, time.time() - 3600))
    films.tidy()
    assert not old.exists()
    assert young.exists()


def test_a_place_in_a_film_is_made_where_it_is_missing(film: Film) -> None:
    (film.folder / "05_Cache").rmdir()
    assert film.place("05_Cache/previews").is_dir()


def test_no_work_brings_a_deleted_film_back(films: Films, film: Film) -> None:
    films.remove(film)
    with pytest.raises(FileNotFoundError):
        film.place("05_Cache/previews")
    assert not film.folder.exists()
