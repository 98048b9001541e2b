"""Files put among a film's assets by hand, or changed there."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.assets import store
from app.assets.schemas import Asset, AssetStatus
from app.assets.strays import strays
from app.assets.telling import all_of
from app.files import claim
from app.projects import outbox
from app.projects.film import Film
from app.projects.layout import AssetType
from app.worker import noticing
from app.worker.noticing import notice
from app.worker.recognition import child
from app.worker.recognition.child import Report
from app.worker.studio import Studio
from tests.support.clients.calls import API, assets, make_film, told
from tests.support.films.disk import clean, commits, committed, is_pointer, sound
from tests.support.films.stored import events
from tests.support.studios.studio import Studio as RunningStudio
from tests.support.waiting import eventually
from tests.worker.recognition.samples import picture

STILL = "01_Assets/Styles/Still 1.png"


@pytest.fixture
def still(film: Film) -> Path:
    return picture(film.folder / STILL)


@contextmanager
def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Any) -> Iterator[None]:
    """`act` happens while the file is being read."""
    read = child.recognise

    def slowly(path: Path, name: str) -> Report:
        report = read(path, name)
        act()
        return report

    with monkeypatch.context() as patch:
        patch.setattr(noticing, "recognise", slowly)
        yield


def the_one(film: Film) -> Asset:
    [asset] = all_of(film)
    return asset


def test_it_becomes_an_asset_where_it_lies(workshop: Studio, film: Film, still: Path) -> None:
    data = still.read_bytes()
    notice(workshop, film.id, [STILL])
    asset = the_one(film)
    assert (asset.name, asset.path, asset.asset_type) == ("Still 1.png", f"Nosferatu/{STILL}", AssetType.STYLES)
    assert (asset.status, asset.size, asset.mime) == (AssetStatus.READY, len(data), "image/png")
    assert asset.metadata["width"] == 320
    assert still.read_bytes() == data
    [event] = events(workshop.redis, film.id, "asset.added")
    assert event["data"]["asset"]["id"] == asset.id
    outbox.flush(film)
    assert commits(film.folder)[0].startswith("asset: take in Still 1.png")
    assert is_pointer(film.folder, STILL)
    assert clean(film.folder)


def test_the_same_once_more_changes_nothing(workshop: Studio, film: Film, still: Path) -> None:
    for _ in range(2):
        notice(workshop, film.id, [STILL, STILL])
    assert the_one(film).path.endswith(still.name)
    assert len(events(workshop.redis, film.id)) == 1


def test_one_that_is_changed_keeps_its_id(workshop: Studio, film: Film, still: Path) -> None:
    notice(workshop, film.id, [STILL])
    before = the_one(film)
    picture(still, (64, 48))
    notice(workshop, film.id, [STILL])
    after = the_one(film)
    assert (after.id, after.name, after.created) == (before.id, before.name, before.created)
    assert (after.metadata["width"], after.size) == (64, still.stat().st_size)
    assert after.sha256 != before.sha256
    assert [event["type"] for event in events(workshop.redis, film.id)] == ["asset.added", "asset.updated"]


def test_a_file_that_changes_while_it_is_read_is_left_for_the_next_look(
    workshop: Studio, film: Film, still: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with meanwhile(monkeypatch, lambda: picture(still, (64, 48))):
        notice(workshop, film.id, [STILL])
    assert all_of(film) == []
    assert strays(film) == [STILL]


def test_a_file_that_goes_while_it_is_read_is_gone(
    workshop: Studio, film: Film, still: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with meanwhile(monkeypatch, still.unlink):
        notice(workshop, film.id, [STILL])
    assert all_of(film) == []
    assert strays(film) == []


@pytest.mark.usefixtures("still")
def test_one_worker_at_a_time_reads_it(workshop: Studio, film: Film) -> None:
    with claim.claimed(film.folder / STILL):
        notice(workshop, film.id, [STILL])
    assert all_of(film) == []


def test_what_may_harm_is_listed_with_the_reason_and_stays_out_of_the_history(workshop: Studio, film: Film) -> None:
    path = "01_Assets/Styles/weights.pt"
    (film.folder / path).write_bytes(pickle.dumps({"weights": 1}))
    notice(workshop, film.id, [path])
    assert the_one(film).status is AssetStatus.FAILED
    assert the_one(film).reason
    assert not outbox.pending(film)


def test_an_asset_by_the_same_bytes_shares_the_file_that_was_put_there(
    workshop: Studio, film: Film, still: Path, tmp_path: Path
) -> None:
    notice(workshop, film.id, [STILL])
    again = tmp_path / "again.png"
    shutil.copy(still, again)
    with store.editing(film):
        assert store.keep(film, again, "01_Assets/Styles/again.png") == STILL


def test_copied_in_by_hand_it_is_listed_and_removed_by_hand_it_is_not(studio: RunningStudio, tmp_path: Path) -> None:
    client: httpx.Client = studio.client
    film = make_film(client)
    folder = studio.workspace / film["folder"]
    with studio.redis.client() as redis:
        eventually(lambda: redis.exists(f"watch:files:{film['id']}"))
        shutil.copy(picture(tmp_path / "fog.png"), folder / "01_Assets/Locations/fog.png")
        eventually(lambda: assets(client, film["id"]))
        [asset] = assets(client, film["id"])
        assert (asset["status"], asset["metadata"]["width"]) == ("ready", 320)
        assert told(client.get(f"{API}/projects/{film['id']}"))["counts"]["assets"] == 1
        eventually(lambda: events(redis, film["id"], "asset.added"))
        committed(folder)
        assert clean(folder)
        assert sound(folder)
        (folder / "01_Assets/Locations/fog.png").unlink()
        eventually(lambda: events(redis, film["id"], "file.deleted"))
    assert assets(client, film["id"]) == []
