from __future__ import annotations

import json
import threading

import pytest
from filelock import FileLock

from app.errors import NotFound
from app.faults import Point
from app.projects import changing, outbox
from app.projects.film import Film
from app.projects.store import Films
from tests.support.films.disk import clean, commits
from tests.support.studios.crashes import Killed, killed_at

_CHANGE = (Point.CHANGE_PLANNED, Point.CHANGE_BEGUN, Point.CHANGE_NOTED)


def make(film: Film, text: str = "new") -> None:
    """One file made, one changed, one removed."""
    scripts = film.folder / "02_Source_Creative/Scripts"
    with changing.editing(film, "assets") as edit:
        edit.make(
            "script: change", {scripts / "a.txt": text.encode(), scripts / "sub/b.txt": b"b", scripts / "c": None}
        )


def scripts(film: Film) -> dict[str, str]:
    folder = film.folder / "02_Source_Creative/Scripts"
    return {path.name: path.read_text() for path in folder.rglob("*") if path.is_file() and path.name != ".gitkeep"}


@pytest.fixture
def script(film: Film) -> Film:
    (film.folder / "02_Source_Creative/Scripts/c").write_text("goes")
    outbox.note(film, "script: begin", [film.folder / "02_Source_Creative/Scripts/c"])
    outbox.flush(film)
    return film


def test_an_edit_writes_removes_and_waits_for_one_commit(script: Film) -> None:
    make(script)
    assert scripts(script) == {"a.txt": "new", "b.txt": "b"}
    assert changing.left(script) == []
    outbox.flush(script)
    assert commits(script.folder)[0] == "script: change"
    assert clean(script.folder)


@pytest.mark.parametrize("point", _CHANGE)
def test_a_killed_edit_is_made_whole_by_whoever_comes_next(script: Film, point: Point) -> None:
    with killed_at(changing, point), pytest.raises(Killed):
        make(script)
    assert changing.left(script) == ["assets"]
    changing.finish(script)
    assert scripts(script) == {"a.txt": "new", "b.txt": "b"}
    assert changing.left(script) == []
    outbox.flush(script)
    assert commits(script.folder)[0] == "script: change"
    assert clean(script.folder)


@pytest.mark.parametrize("data", ["É".encode("utf-16"), b"\xff\x00", b"", "\u2028\r\n".encode()])
def test_a_killed_edit_of_any_bytes_is_made_whole(script: Film, data: bytes) -> None:
    file = script.folder / "02_Source_Creative/Scripts/a.txt"
    with killed_at(changing, Point.CHANGE_PLANNED), pytest.raises(Killed), changing.editing(script, "assets") as edit:
        edit.make("script: change", {file: data})
    changing.finish(script)
    assert file.read_bytes() == data


def test_the_next_edit_first_makes_what_a_killed_one_left_and_then_wins(script: Film) -> None:
    with killed_at(changing, Point.CHANGE_PLANNED), pytest.raises(Killed):
        make(script, "of the killed")
    make(script, "of the next")
    changing.finish(script)
    assert scripts(script)["a.txt"] == "of the next"
    outbox.flush(script)
    assert clean(script.folder)


def test_an_edit_under_way_is_left_alone(script: Film) -> None:
    with killed_at(changing, Point.CHANGE_PLANNED), pytest.raises(Killed):
        make(script)
    with FileLock(script.state / "assets.lock", thread_local=False):
        aside = threading.Thread(target=changing.finish, args=(script,))
        aside.start()
        aside.join()
    assert changing.left(script) == ["assets"]


def test_a_plan_that_can_not_be_read_is_set_aside_and_stops_nobody(script: Film) -> None:
    make(script)
    plan = script.state / "changes/assets.json"
    plan.write_text('{"message": "torn')
    make(script, "again")
    assert scripts(script)["a.txt"] == "again"
    assert plan.with_suffix(".damaged").read_text() == '{"message": "torn'


def test_a_plan_whose_bytes_can_not_be_read_is_set_aside(script: Film) -> None:
    (script.state / "changes").mkdir()
    torn = {"message": "m", "files": {"02_Source_Creative/a": "not Base64!"}, "encoded": ["02_Source_Creative/a"]}
    (script.state / "changes/assets.json").write_text(json.dumps(torn))
    changing.finish(script)
    assert changing.left(script) == []
    assert not (script.folder / "02_Source_Creative/a").exists()


def test_a_plan_can_not_lead_out_of_the_film(script: Film) -> None:
    make(script)
    outside = {"message": "x", "files": {"../escaped.txt": "x"}}
    (script.state / "changes/assets.json").write_text(json.dumps(outside))
    make(script)
    assert not (script.folder.parent / "escaped.txt").exists()
    assert changing.left(script) == []


def test_a_film_that_is_gone_is_not_brought_back_by_an_edit(films: Films, film: Film) -> None:
    with pytest.raises(NotFound), changing.editing(film, "assets") as edit:
        films.remove(film)
        edit.make("script: change", {film.folder / "02_Source_Creative/Scripts/a.txt": b"x"})
    assert not film.folder.exists()
    with pytest.raises(NotFound):
        make(film)
