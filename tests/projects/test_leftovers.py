from __future__ import annotations

import pytest

from app.projects.film import Film
from app.projects.store import Films


def test_a_place_in_a_film_is_made_where_it_is_missing(film: Film) -> None:
    (film.folder / "05_Cache").rmdir()
    assert film.place("05_Cache/previews").is_dir()


def test_no_work_brings_a_deleted_film_back(films: Films, film: Film) -> None:
    films.remove(film)
    with pytest.raises(FileNotFoundError):
        film.place("05_Cache/previews")
    assert not film.folder.exists()
