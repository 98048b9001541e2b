"""The same bytes are stored once, whoever sent them, as what, and when."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.assets import journal, store, telling
from app.assets.limits import Limits
from app.assets.schemas import Asset, AssetPatch
from app.assets.service import Assets
from app.errors import NotFound
from app.projects import outbox
from app.projects.film import Film
from app.projects.layout import AssetType
from app.projects.outbox import Commits
from app.worker import uploads
from app.worker.recognition.child import Report
from app.worker.studio import Studio
from tests.support.films.disk import clean, sound
from tests.support.films.incoming import received

SALT = b"salt and rope"
Keep = Callable[..., Asset]


@pytest.fixture
def assets(workshop: Studio) -> Assets:
    commits = Commits(lambda _: None)
    return Assets(workshop.redis, workshop.dispatch, workshop.log, commits, Limits(size=2**20, reserve=0))


@pytest.fixture
def keep(workshop: Studio, film: Film) -> Keep:
    """An upload from its bytes to its asset."""

    def finished(name: str, data: bytes = SALT, kind: AssetType = AssetType.LOCATIONS) -> Asset:
        record = received(film, name, data, kind)
        uploads.finish(workshop, film.id, record.id)
        return telling.get(film, record.id)

    return finished


def files(film: Film) -> list[Path]:
    """Those of all assets, without their records."""
    found = (path for folder in store.FOLDERS for path in (film.folder / folder).glob("*") if path.is_file())
    return [path for path in found if not path.name.endswith(".asset.json") and path.name != ".gitkeep"]


def sidecars(film: Film) -> int:
    return len([path for folder in store.FOLDERS for path in (film.folder / folder).glob("*.asset.json")])


def in_flight(film: Film) -> list[str]:
    return [*journal.waiting(film), *(path.name for path in journal.uploads(film).iterdir())]


def content(film: Film, asset_id: str) -> bytes:
    return telling.file_of(film, telling.get(film, asset_id)).read_bytes()


def test_the_second_upload_joins_the_first_ones_file(film: Film, keep: Keep) -> None:
    first, second = keep("Harbour.txt"), keep("Pier.txt", kind=AssetType.SCRIPTS)
    assert first.path == second.path
    assert len(files(film)) == 1
    assert (first.id, first.name, first.asset_type) != (second.id, second.name, second.asset_type)
    assert [asset.id for asset in telling.all_of(film, AssetType.SCRIPTS)] == [second.id]
    assert [asset.id for asset in telling.all_of(film, AssetType.LOCATIONS)] == [first.id]
    assert in_flight(film) == []


def test_the_file_goes_with_its_last_record(film: Film, keep: Keep, assets: Assets) -> None:
    kept = [keep(f"{n}.txt") for n in range(3)]
    for gone, left in ((1, (0, 2)), (0, (2,))):
        assets.delete(film, kept[gone].id)
        assert [content(film, kept[n].id) for n in left] == [SALT] * len(left)
    assets.delete(film, kept[2].id)
    assert files(film) == []
    assert sidecars(film) == 0
    assert telling.all_of(film) == []


def test_one_that_joins_after_the_first_has_gone_is_found_beside_the_second(
    film: Film, keep: Keep, assets: Assets
) -> None:
    first, second = keep("a.txt"), keep("b.txt")
    assets.delete(film, first.id)
    third = keep("c.txt")
    renamed = assets.patch(film, second.id, AssetPatch(name="d.txt"))
    assert sidecars(film) == 2
    assert {(asset.id, asset.name) for asset in telling.all_of(film)} == {(renamed.id, "d.txt"), (third.id, "c.txt")}


def test_refiling_one_leaves_the_other_right(film: Film, keep: Keep, assets: Assets) -> None:
    first, second = keep("a.txt"), keep("b.txt")
    moved = assets.patch(film, first.id, AssetPatch(asset_type=AssetType.SCRIPTS))
    assert moved.path == second.path
    assert telling.get(film, second.id).asset_type is AssetType.LOCATIONS
    assert [asset.id for asset in telling.all_of(film, AssetType.SCRIPTS)] == [first.id]
    assets.delete(film, second.id)
    moved = assets.patch(film, first.id, AssetPatch(asset_type=AssetType.STYLES))
    assert "/01_Assets/Styles/" in moved.path  # now that nobody shares it, the file moves along
    assert [path.read_bytes() for path in files(film)] == [SALT]
    assert sidecars(film) == 1


def test_what_git_never_sees_and_renders_keep_files_of_their_own(keep: Keep) -> None:
    source, export = keep("a.txt"), keep("a.txt", kind=AssetType.EXPORTS)
    render = keep("a.txt", kind=AssetType.RENDERS)
    assert "/06_Exports/" in export.path
    assert "/03_Renders/" in render.path
    assert len({source.path, export.path, render.path}) == 3
    assert keep("b.txt", kind=AssetType.EDITS).path == export.path
    assert keep("c.txt", kind=AssetType.RENDERS).path == render.path


def test_one_that_leaves_for_the_exports_takes_the_bytes_along(film: Film, keep: Keep, assets: Assets) -> None:
    first, second = keep("a.txt"), keep("b.txt")
    moved = assets.patch(film, first.id, AssetPatch(asset_type=AssetType.EXPORTS))
    assert "/06_Exports/" in moved.path
    assert len({path.stat().st_ino for path in files(film)}) == 1
    assets.delete(film, second.id)
    assert content(film, first.id) == SALT
    back = assets.patch(film, first.id, AssetPatch(asset_type=AssetType.LOCATIONS))
    assert "/01_Assets/Locations/" in back.path
    assert len(files(film)) == sidecars(film) == 1


def test_other_bytes_of_the_same_length_are_another_file(film: Film, keep: Keep) -> None:
    assert keep("a.txt", b"salt").path != keep("a.txt", b"rope").path
    assert sorted(path.read_bytes() for path in files(film)) == [b"rope", b"salt"]


def test_a_file_that_was_edited_by_hand_is_compared_as_it_is(film: Film, keep: Keep) -> None:
    edited = keep("a.txt", b"salt")
    telling.file_of(film, edited).write_bytes(b"rope")
    again = keep("a.txt", b"salt")
    assert content(film, again.id) == b"salt"
    assert content(film, edited.id) == b"rope"


def test_a_file_without_a_record_is_a_persons_own(film: Film, keep: Keep, assets: Assets) -> None:
    own = film.folder / "01_Assets/Locations/mine.txt"
    own.write_bytes(SALT)
    asset = keep("a.txt")
    assets.delete(film, asset.id)
    assert files(film) == [own]


def test_a_refused_file_is_shared_among_the_refused(film: Film, keep: Keep) -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"4d" * 32 + b"\nsize 12345\n"
    first, second = keep("a.png", pointer), keep("b.png", pointer)
    assert first.path == second.path
    assert second.path.endswith(".refused")
    outbox.flush(film)
    assert clean(film.folder)


def test_many_at_once_make_one_file(workshop: Studio, film: Film) -> None:
    waiting = [received(film, f"{n}.txt", SALT) for n in range(12)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda record: uploads.finish(workshop, film.id, record.id), waiting))
    assert len(files(film)) == 1
    assert {asset.id for asset in telling.all_of(film)} == {record.id for record in waiting}
    assert in_flight(film) == []


@pytest.mark.parametrize("step", ["keep", "write", "close"])
@pytest.mark.parametrize("there", [0, 1])
def test_what_an_attempt_that_died_has_done_is_found_done(
    workshop: Studio, film: Film, keep: Keep, monkeypatch: pytest.MonkeyPatch, step: str, there: int
) -> None:
    earlier = [keep("earlier.txt") for _ in range(there)]
    record = received(film, "a.txt", SALT)
    module = journal if step == "close" else store
    usual = getattr(module, step)

    def dies_after(*arguments: object) -> None:
        if step != "close":
            usual(*arguments)
        raise SystemExit

    monkeypatch.setattr(module, step, dies_after)
    with pytest.raises(SystemExit):
        uploads.finish(workshop, film.id, record.id)
    monkeypatch.setattr(module, step, usual)
    uploads.finish(workshop, film.id, record.id)
    assert {asset.id for asset in telling.all_of(film)} == {record.id, *(asset.id for asset in earlier)}
    assert len(files(film)) == 1
    assert in_flight(film) == []


def test_one_that_is_deleted_while_it_is_read_stays_deleted(
    workshop: Studio, film: Film, assets: Assets, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = received(film, "a.txt", SALT)

    def read_slowly(*_: object) -> Report:
        assets.delete(film, record.id)
        return Report(mime="text/plain")

    monkeypatch.setattr(uploads, "recognise", read_slowly)
    uploads.finish(workshop, film.id, record.id)
    assert telling.all_of(film) == []
    assert files(film) == []
    with pytest.raises(NotFound):
        assets.delete(film, record.id)


def test_git_holds_them_once(film: Film, keep: Keep, assets: Assets) -> None:
    first, second = keep("a.png"), keep("b.png")
    outbox.flush(film)
    objects = [path for path in (film.folder / ".git/lfs/objects").rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in objects] == [SALT]
    assets.delete(film, first.id)
    assets.patch(film, second.id, AssetPatch(asset_type=AssetType.STYLES))
    outbox.flush(film)
    assert clean(film.folder)
    assert sound(film.folder)
