from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import NotFound
from app.faults import Point
from app.history import restoring
from app.projects import outbox
from app.projects.film import Film
from tests.support.films.disk import clean, commits, git
from tests.support.studios.crashes import Killed, killed_at

_TEXT = "02_Source_Creative/Scripts/a.fountain"


@pytest.fixture
def first(film: Film) -> str:
    """The commit of the first draft; a second one is there already."""
    for draft in ("first", "second"):
        (film.folder / _TEXT).write_text(draft)
        outbox.note(film, f"script: {draft}", [film.folder / _TEXT])
        outbox.flush(film)
    return git(film.folder, "rev-parse", "HEAD~1").strip()


def text(film: Film) -> str:
    return Path(film.folder / _TEXT).read_text()


def test_what_was_is_brought_back_as_a_new_commit(film: Film, first: str) -> None:
    done = restoring.restore(film, first, [_TEXT])
    assert (text(film), done.paths) == ("first", [_TEXT])
    assert done.commit == git(film.folder, "rev-parse", "HEAD").strip()
    assert commits(film.folder)[0] == f"restore: {_TEXT} from {first[:12]}"
    assert not restoring.pending(film)


@pytest.mark.parametrize("point", [Point.RESTORE_PLANNED, Point.RESTORE_BEGUN, Point.RESTORE_COMMITTED])
def test_a_killed_restore_is_made_again_once(film: Film, first: str, point: Point) -> None:
    with pytest.MonkeyPatch.context() as patch, killed_at(restoring, point), pytest.raises(Killed):
        patch.setattr(Path, "unlink", lambda *_, **__: None)  # a killed process would not get to it
        restoring.restore(film, first, [_TEXT])
    assert restoring.pending(film)
    restoring.finish(film)
    restoring.finish(film)
    assert text(film) == "first"
    assert clean(film.folder)
    assert sum(message.startswith("restore:") for message in commits(film.folder)) == 1
    assert not restoring.pending(film)


def test_a_restore_that_is_refused_leaves_nothing_to_finish(film: Film, first: str) -> None:
    with pytest.raises(NotFound):
        restoring.restore(film, first, ["02_Source_Creative/Scripts/never.fountain"])
    assert not restoring.pending(film)
    assert text(film) == "second"
