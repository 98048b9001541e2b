"""Whoever waits for a lock of a film does not bring it back once it is deleted."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.errors import NotFound
from app.projects import layout
from app.projects.film import Film
from app.projects.locking import FilmLock
from app.projects.outbox import writer


def test_of_a_film_that_is_gone_there_is_none(film: Film) -> None:
    lock = FilmLock(film.place(layout.STATE) / "story.lock", timeout=0)
    shutil.rmtree(film.folder)
    with pytest.raises(NotFound):
        lock.acquire()
    assert not film.folder.exists()


def test_who_waits_while_the_film_goes_is_told(film: Film, tmp_path: Path) -> None:
    def wait() -> None:
        with FilmLock(film.state / "git.lock", timeout=30):
            raise AssertionError("the film is gone")

    with ThreadPoolExecutor(1) as pool:
        with writer(film):
            waiting = pool.submit(wait)
            film.folder.rename(tmp_path / "grave")
        with pytest.raises(NotFound):
            waiting.result(timeout=30)
    assert not film.folder.exists()
