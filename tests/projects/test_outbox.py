from __future__ import annotations

import threading
from pathlib import Path

import pytest

from app.git.turn import Waits
from app.projects import outbox
from app.projects.film import Film
from tests.support.films.disk import clean, commits, git, sound


def put(film: Film, name: str, text: str = "text") -> Path:
    path = film.folder / "02_Source_Creative/scenes" / name
    path.write_text(text)
    return path


def test_what_waits_is_one_commit_that_names_it_all(film: Film) -> None:
    for name in ("a", "b", "c"):
        outbox.note(film, f"story: add {name}", [put(film, name)])
    made = outbox.flush(film)
    assert made
    assert made.commit == git(film.folder, "rev-parse", "HEAD").strip()
    assert commits(film.folder)[0] == "story: add a and 2 more\n\nstory: add a\nstory: add b\nstory: add c"
    assert clean(film.folder)
    assert not outbox.pending(film)


def test_a_single_note_is_the_message(film: Film) -> None:
    outbox.note(film, "canvas: save", [put(film, "a")])
    outbox.flush(film)
    assert commits(film.folder) == ["canvas: save", "project: create"]


def test_the_same_message_is_said_once(film: Film) -> None:
    for text in ("one", "two", "three"):
        outbox.note(film, "canvas: save", [put(film, "a", text)])
    outbox.flush(film)
    assert commits(film.folder)[0] == "canvas: save"


def test_nothing_waiting_makes_no_commit(film: Film) -> None:
    assert outbox.flush(film) is None
    assert commits(film.folder) == ["project: create"]


def test_notes_that_were_committed_before_a_crash_make_no_second_commit(film: Film) -> None:
    path = put(film, "a")
    outbox.note(film, "story: add a", [path])
    outbox.flush(film)
    outbox.note(film, "story: add a", [path])
    assert outbox.flush(film) is None
    assert not outbox.pending(film)
    assert len(commits(film.folder)) == 2


def test_a_note_stays_when_its_commit_fails(film: Film) -> None:
    outbox.note(film, "story: add a", [put(film, "a")])
    git(film.folder, "checkout", "--quiet", "--detach")
    with pytest.raises(Waits):
        outbox.flush(film)
    assert outbox.pending(film)
    git(film.folder, "checkout", "--quiet", "main")
    assert outbox.flush(film)


def test_a_file_that_git_ignores_holds_nothing_up(film: Film) -> None:
    export = film.folder / "06_Exports/cut.txt"
    export.write_text("cut")
    outbox.note(film, "asset: add cut.txt", [export])
    outbox.note(film, "story: add a", [put(film, "a")])
    assert outbox.flush(film)
    assert not outbox.pending(film)
    assert clean(film.folder)


def test_a_torn_note_holds_nothing_up(film: Film) -> None:
    outbox.note(film, "story: add a", [put(film, "a")])
    (film.state / "outbox/00000-torn.json").write_text('{"message": ')
    assert outbox.flush(film)
    assert clean(film.folder)


def test_fifty_changes_at_once_are_all_committed(film: Film) -> None:
    def change(number: int) -> None:
        outbox.note(film, f"story: change {number}", [put(film, f"{number}.json", str(number))])
        if number % 5 == 0:
            outbox.flush(film)

    writers = [threading.Thread(target=change, args=(number,)) for number in range(50)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    outbox.flush(film)
    told = "\n".join(commits(film.folder))
    assert all(f"story: change {number}" in told for number in range(50))
    assert clean(film.folder)
    assert sound(film.folder)


def test_what_a_killed_process_has_committed_is_not_said_again_with_the_next(film: Film) -> None:
    outbox.note(film, "story: add a", [put(film, "a")])
    outbox.flush(film)
    outbox.note(film, "story: add a", [put(film, "a")])
    outbox.note(film, "story: add b", [put(film, "b")])
    outbox.flush(film)
    assert commits(film.folder) == ["story: add b", "story: add a", "project: create"]
