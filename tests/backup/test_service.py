from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from filelock import FileLock

from app.backup import snapshot
from app.backup.service import back_up, restore
from app.errors import Conflict, Invalid, Unavailable
from app.files.write import write_bytes
from app.projects import outbox
from app.projects.changing import editing
from app.projects.film import Damaged, Film
from app.projects.making.building import build
from app.projects.schemas import ProjectCreate
from app.projects.store import Films
from tests.support.films.disk import sound
from tests.support.films.takes import put_take

_ONE, _OTHER = "02_Source_Creative/Canvas/canvas.json", "02_Source_Creative/scenes/scene-1.json"
_PAUSE_SECONDS = 0.1  # whoever asks for a lock must find it free now and then
_MEDIA = "01_Assets/Styles/look.png"


def saved(films: Films) -> io.BytesIO:
    out = io.BytesIO()
    back_up(films, out)
    return io.BytesIO(out.getvalue())


def files(folder: Path) -> dict[str, str]:
    """The digest of every file that is the film's, by its path."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    own = (path for path in found if path.name != "home.json")
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in own}


def edit(film: Film, number: int) -> None:
    """Two files that always say the same."""
    with editing(film, "canvas") as change:
        text = str(number).encode()
        change.make(f"edit {number}", {film.folder / _ONE: text, film.folder / _OTHER: text})


def paint(film: Film, number: int) -> None:
    write_bytes(film.folder / _MEDIA, f"picture {number}".encode() * 1000)
    outbox.note(film, f"picture {number}", [film.folder / _MEDIA])


@contextmanager
def at_work(*jobs: Callable[[int], object]) -> Iterator[None]:
    """Each again and again, side by side; one that fails, fails the test."""
    over, failed = threading.Event(), []

    def repeat(job: Callable[[int], object]) -> None:
        for number in count(1):
            try:
                job(number)
            except BaseException as error:  # noqa: BLE001  told below
                failed.append(error)
            if over.wait(_PAUSE_SECONDS) or failed:
                return

    threads = [threading.Thread(target=repeat, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert [repr(each) for each in failed] == []


def test_a_quiet_workspace_comes_back_to_the_byte(films: Films, film: Film, elsewhere: Films) -> None:
    put_take(film.folder / "03_Renders")
    paint(film, 1)
    outbox.flush(film)
    (films.root / "Library/Styles/noir.txt").write_text("contrast")
    assert restore(elsewhere, saved(films)) == ["Nosferatu"]
    [back] = elsewhere.all()
    assert isinstance(back, Film)
    assert back.id == film.id
    assert files(back.folder) == files(film.folder)
    assert sound(back.folder)
    assert (elsewhere.root / "Library/Styles/noir.txt").read_text() == "contrast"


def test_what_is_saved_under_load_comes_back_whole(films: Films, film: Film, elsewhere: Films) -> None:
    edit(film, 0)
    with at_work(lambda n: edit(film, n), lambda n: paint(film, n), lambda _: outbox.flush(film)):
        archive = saved(films)
    restore(elsewhere, archive)
    [back] = elsewhere.all()
    assert isinstance(back, Film)
    with editing(back, "canvas"):
        assert (back.folder / _ONE).read_bytes() == (back.folder / _OTHER).read_bytes()
    outbox.flush(back)
    assert sound(back.folder)


def test_what_is_done_after_the_moment_is_not_in_it(film: Film, tmp_path: Path) -> None:
    edit(film, 1)
    outbox.flush(film)
    snapshot.take(film, tmp_path / "kept")
    before = files(tmp_path / "kept")
    edit(film, 2)
    paint(film, 2)
    outbox.flush(film)
    assert (tmp_path / "kept" / _ONE).read_text() == "1"
    after = files(tmp_path / "kept")
    assert {name for name in before | after if before.get(name) != after.get(name)} <= {".git/COMMIT_EDITMSG"}
    assert sound(tmp_path / "kept")


def test_films_that_can_not_be_read_are_saved_as_well(films: Films, film: Film, elsewhere: Films) -> None:
    (film.folder / "project.json").write_text("{torn")
    build(films, ProjectCreate(name="Orlok"))
    assert sorted(restore(elsewhere, saved(films))) == ["Nosferatu", "Orlok"]
    assert [each.folder.name for each in elsewhere.all() if isinstance(each, Damaged)] == ["Nosferatu"]


def test_uploads_in_flight_locks_and_keys_stay_here(films: Films, film: Film, elsewhere: Films) -> None:
    (film.folder / ".auteur/incoming").mkdir()
    for name in (".auteur/incoming/half", ".auteur/git.lock", "05_Cache/.tmp-1", "01_Assets/.tmp-2"):
        (film.folder / name).write_text("half")
    (films.state / "session.key").write_text("secret")
    restore(elsewhere, saved(films))
    names = {path.name for path in elsewhere.root.rglob("*")}
    assert names.isdisjoint({"half", ".tmp-1", ".tmp-2", "incoming", "session.key"})
    assert not list((elsewhere.root / "Nosferatu").rglob("*.lock"))


def test_a_link_out_of_the_workspace_is_left_behind(films: Films, film: Film, elsewhere: Films) -> None:
    (film.folder / "out").symlink_to("/etc/passwd")
    (film.folder / "in").symlink_to("project.json")
    restore(elsewhere, saved(films))
    assert not (elsewhere.root / "Nosferatu/out").is_symlink()
    assert (elsewhere.root / "Nosferatu/in").readlink() == Path("project.json")


def test_nothing_is_left_beside_the_films(films: Films, film: Film, elsewhere: Films) -> None:
    before = files(film.folder)
    restore(elsewhere, saved(films))
    assert files(film.folder) == before
    for place in (films, elsewhere):
        assert not (place.state / "backups").exists()


def test_a_workspace_that_holds_something_is_not_touched(films: Films, film: Film) -> None:
    archive, before = saved(films), files(film.folder)
    with pytest.raises(Conflict, match="it holds “Nosferatu”"):
        restore(films, archive)
    assert files(film.folder) == before


def test_a_library_that_holds_something_is_not_touched(films: Films, elsewhere: Films) -> None:
    elsewhere.prepare()
    (elsewhere.root / "Library/Styles/mine.txt").write_text("mine")
    with pytest.raises(Conflict, match=r"mine\.txt"):
        restore(elsewhere, saved(films))


def test_one_backup_at_a_time(films: Films) -> None:
    with FileLock(films.state / "backup.lock"), pytest.raises(Unavailable, match="Another backup"):
        saved(films)


def test_what_a_killed_backup_left_is_cleared_away(films: Films) -> None:
    left = films.state / "backups/killed/Nosferatu"
    left.mkdir(parents=True)
    saved(films)
    assert not left.exists()


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9])
def test_an_archive_that_was_cut_off_brings_nothing(films: Films, film: Film, elsewhere: Films, part: float) -> None:
    assert film
    whole = saved(films).getvalue()
    with pytest.raises(Invalid, match="no whole backup"):
        restore(elsewhere, io.BytesIO(whole[: int(len(whole) * part)]))
    assert list(elsewhere.all()) == []


def test_an_archive_in_which_a_byte_differs_is_refused(films: Films, film: Film, elsewhere: Films) -> None:
    (film.folder / "note.txt").write_text("the ship sails at dawn")
    broken = saved(films).getvalue().replace(b"sails at dawn", b"sails at down")
    with pytest.raises(Invalid, match=r"note\.txt differs"):
        restore(elsewhere, io.BytesIO(broken))
    assert list(elsewhere.all()) == []


def test_what_is_no_archive_is_refused(elsewhere: Films) -> None:
    with pytest.raises(Invalid, match="no archive"):
        restore(elsewhere, io.BytesIO(b"PK\x03\x04" * 1000))


def test_an_archive_of_a_newer_version_is_refused(
    films: Films, elsewhere: Films, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.backup.archive.FORM", 2)
    archive = saved(films)
    monkeypatch.undo()
    with pytest.raises(Invalid, match="newer version"):
        restore(elsewhere, archive)
