"""A film's locks: one holder at a time, and whoever waits does not bring a deleted film back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from filelock import Timeout, lock_descriptor

from app.errors import NotFound
from app.projects import layout, locking
from app.projects.film import Film
from app.projects.locking import locked

PATH = f"{layout.STATE}/story.lock"


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[bool], None]], None]:
    """What is called with each try's outcome: whether the file that had been opened could be locked."""

    def tell(told: Callable[[bool], None]) -> None:
        def look(descriptor: int, *, blocking: bool) -> bool:
            taken = lock_descriptor(descriptor, blocking=blocking)
            told(taken)
            return taken

        monkeypatch.setattr(locking, "lock_descriptor", look)

    return tell


def test_one_holds_it_at_a_time(film: Film) -> None:
    with locked(film, PATH, timeout=0), pytest.raises(Timeout), locked(film, PATH, timeout=0):
        raise AssertionError("held twice")
    with locked(film, PATH, timeout=0):
        pass


def test_of_a_film_that_is_gone_there_is_none(film: Film) -> None:
    shutil.rmtree(film.folder)
    with pytest.raises(NotFound), locked(film, PATH, timeout=0):
        raise AssertionError("the film is gone")
    assert not film.folder.exists()


def test_who_waits_while_the_film_goes_is_told(
    film: Film, tmp_path: Path, looks: Callable[[Callable[[bool], None]], None]
) -> None:
    def wait() -> None:
        with locked(film, PATH, timeout=30):
            raise AssertionError("the film is gone")

    waits = Event()
    with ThreadPoolExecutor(1) as pool:
        with locked(film, PATH, timeout=0):
            looks(lambda taken: None if taken else waits.set())
            waiting = pool.submit(wait)
            assert waits.wait(timeout=30)
            film.folder.rename(tmp_path / "grave")
        with pytest.raises(NotFound):
            waiting.result(timeout=30)
    assert not film.folder.exists()


def test_a_lock_that_goes_with_its_film_as_it_is_taken_is_none(
    film: Film, looks: Callable[[Callable[[bool], None]], None]
) -> None:
    looks(lambda _: shutil.rmtree(film.folder))
    with pytest.raises(NotFound), locked(film, PATH, timeout=0):
        raise AssertionError("the film is gone")
    assert not film.folder.exists()


def test_a_lock_that_its_last_holder_removes_is_taken_anew(
    film: Film, looks: Callable[[Callable[[bool], None]], None]
) -> None:
    """Held by its old file, it would keep out nobody."""
    file = film.folder / PATH

    def remove_first(_: bool) -> None:
        file.unlink()
        looks(lambda _: None)

    looks(remove_first)
    with locked(film, PATH, timeout=0), pytest.raises(Timeout), locked(film, PATH, timeout=0):
        raise AssertionError("held twice")


def test_what_is_missing_in_a_film_that_stands_is_told_as_such(film: Film) -> None:
    with pytest.raises(FileNotFoundError), locked(film, PATH, timeout=0):
        (film.folder / "nothing.json").read_bytes()
