"""Each thing that can be wrong is provoked, found, and mended where it may be."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.projects import outbox
from app.projects.film import Film
from app.projects.store import Films
from app.reconcile import assets, service
from app.reconcile.findings import Code, Survey
from app.schemas import now
from app.story import store as story
from app.story.schemas import SceneCreate
from app.story.service import Stories
from app.takes.schemas import TakeRecord
from app.tasks import journal
from app.tasks.schemas import Status
from tests.support.films.disk import git
from tests.support.films.stored import events, keys_naming
from tests.support.films.tasks import new_task

PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)
TASK = "0f0f0f0f-0000-4000-8000-000000000001"
RENDERS = "03_Renders"
INCOMING = ".auteur/incoming"
Provoke = Callable[[Film], object]


def put(film: Film, path: str, data: bytes = b"x") -> Path:
    place = film.folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return place


def put_json(film: Film, path: str, value: object) -> Path:
    return put(film, path, json.dumps(value).encode())


def commit_raw(film: Film) -> None:
    put(film, f"{RENDERS}/a.png", PNG)
    plain = ("clean=cat", "process=", "required=false")
    git(film.folder, *(word for each in plain for word in ("-c", f"filter.lfs.{each}")), "add", "--", RENDERS)
    git(film.folder, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "by hand")


def lose_an_object(film: Film) -> None:
    media = put(film, f"{RENDERS}/a.png", PNG)
    outbox.note(film, "render: add", [media])
    outbox.flush(film)
    media.unlink()  # Git would make the object anew from the file
    shutil.rmtree(film.folder / ".git/lfs/objects")


def take(film: Film, name: str) -> None:
    record = dict.fromkeys(TakeRecord.model_fields) | dict.fromkeys(
        ("task_type", "prompt", "quality_preset", "pipeline", "pipeline_version", "runner_id", "note"), "x"
    )
    numbers = {"parameters": {}, "seed": 1, "models": [], "character_ids": [], "sources": {}, "duration": 1}
    own = {"id": name, "task_id": TASK, "outputs": [f"output_{name}.png"], "created": now().isoformat()}
    put_json(film, f"{RENDERS}/output_{name}.json", record | numbers | {"chosen": False} | own)


def two_takes(film: Film) -> None:
    for name in ("one", "two"):
        take(film, name)
        put(film, f"{RENDERS}/output_{name}.png", PNG)


def double_a_code(film: Film) -> None:
    path = film.folder / "02_Source_Creative/story.json"
    outline = json.loads(path.read_text())
    outline["chapters"][1]["code"] = outline["chapters"][0]["code"]
    path.write_text(json.dumps(outline))


ASSET = "01_Assets/Locations/pier-12345678.png"
RECORD: dict[str, object] = {
    "id": "1",
    "name": "pier.png",
    "path": ASSET,
    "asset_type": "locations",
    "size": 1,
    "mime": "image/png",
    "sha256": None,
    "status": "ready",
    "reason": None,
    "metadata": {},
    "created": now().isoformat(),
}


def cancel_in_the_journal(film: Film) -> None:
    journal.write(film, new_task(id=TASK, project_id=film.id, status=Status.CANCELLED, finished=now()))
    put(film, f"{RENDERS}/output_{TASK}.png", PNG)


_MENDED: dict[Code, Provoke] = {
    Code.TEMPORARY_FILE: lambda film: put(film, "02_Source_Creative/scenes/.tmp-1"),
    Code.CHANGE_UNFINISHED: lambda film: put_json(film, ".auteur/changes/story.json", {"message": "m", "files": {}}),
    Code.RESTORE_UNFINISHED: lambda film: put_json(film, ".auteur/restore.json", {"commit": "HEAD", "paths": []}),
    Code.MEDIA_WITHOUT_TAKE: cancel_in_the_journal,
    Code.ATTEMPT_LEFT: lambda film: put(film, f"05_Cache/tasks/{TASK}.1/image.png"),
    Code.PREVIEW_LEFT: lambda film: put(film, f"05_Cache/previews/{TASK}.jpg"),
    Code.UPLOAD_WITHOUT_BYTES: lambda film: put_json(film, f"{INCOMING}/{TASK}.json", {}),
    Code.TASK_UNKNOWN: lambda film: journal.write(film, new_task(id=TASK, project_id=film.id)),
}
_TOLD: dict[Code, Provoke] = {
    Code.UNREADABLE_FILE: lambda film: put(film, "01_Assets/Music/a.wav.asset.json", b"{"),
    Code.NOTE_UNREADABLE: lambda film: put(film, ".auteur/outbox/1.json", b"{"),
    Code.NOTE_WAITING: lambda film: put_json(film, ".auteur/outbox/1.json", {"message": "m", "paths": []}),
    Code.NOT_COMMITTED: lambda film: put(film, "02_Source_Creative/Scripts/by hand.txt"),
    Code.HISTORY_DAMAGED: lose_an_object,
    Code.LFS_OBJECT_MISSING: lose_an_object,
    Code.MEDIA_COMMITTED_RAW: commit_raw,
    Code.STORY_DAMAGED: lambda film: put(film, "02_Source_Creative/story.json", b"{"),
    Code.SCENE_UNLISTED: lambda film: put_json(film, "02_Source_Creative/scenes/1.json", {}),
    Code.CODE_TWICE: double_a_code,
    Code.TAKE_WITHOUT_MEDIA: lambda film: take(film, "lost"),
    Code.MEDIA_WITHOUT_TAKE: lambda film: put(film, f"{RENDERS}/CH01/SC001/SH010/take_001/a.png", PNG),
    Code.TASK_TWO_TAKES: two_takes,
    Code.ASSET_WITHOUT_FILE: lambda film: put_json(film, f"{ASSET}.asset.json", RECORD),
}


def found(survey: Survey) -> set[Code]:
    return {finding.code for finding in service.check(survey)}


def test_a_sound_film_gives_nothing_to_find(survey: Survey, film: Film) -> None:
    stories = Stories(survey.log, outbox.Commits(lambda _: None), lambda _: {})
    tree = story.load(film)
    stories.add_scene(film, SceneCreate(chapter_id=tree.outline.chapters[0].id))
    outbox.flush(film)
    assert service.check(survey) == []


def test_a_film_whose_creation_was_broken_off_goes(survey: Survey, films: Films) -> None:
    (films.state / "new/half/03_Renders").mkdir(parents=True)
    assert found(survey) == {Code.FILM_UNFINISHED}
    service.repair(survey)
    assert list((films.state / "new").iterdir()) == []


def test_a_film_whose_deletion_was_broken_off_goes_with_its_keys_and_is_told(survey: Survey, film: Film) -> None:
    survey.ledger.mark_known(film.id)
    survey.films.remove(film)
    assert found(survey) == {Code.FILM_DELETED}
    service.repair(survey)
    assert service.check(survey) == []
    assert keys_naming(survey.ledger._redis, film.id) == []
    [told] = events(survey.ledger._redis, "workspace", "project.deleted")
    assert told["data"]["project_id"] == film.id


def test_a_film_that_is_there_twice_is_told(survey: Survey, film: Film) -> None:
    shutil.copytree(film.folder, film.folder.with_name("Copy"))
    assert found(survey) == {Code.FILM_DAMAGED}


def test_a_damaged_manifest_is_told(survey: Survey, film: Film) -> None:
    (film.folder / "project.json").write_text("{")
    assert found(survey) == {Code.FILM_DAMAGED}


def test_a_lock_that_a_killed_git_left_goes(survey: Survey, film: Film) -> None:
    put(film, ".git/index.lock")
    os.utime(film.folder / ".git/index.lock", (0, 0))
    assert Code.GIT_LOCKED in found(survey)
    service.repair(survey)
    assert Code.GIT_LOCKED not in found(survey)


def test_a_task_that_was_cancelled_on_disk_alone_is_ended(survey: Survey, film: Film) -> None:
    task = new_task(id=TASK, project_id=film.id)
    survey.ledger.add([(task, [])])
    journal.write(film, task.model_copy(update={"status": Status.CANCELLED}))
    assert found(survey) == {Code.TASK_NOT_ENDED}
    service.repair(survey)
    assert survey.ledger.get(TASK).status is Status.CANCELLED
    assert len(events(survey.ledger._redis, film.id, "task.cancelled")) == 1
    assert found(survey) == set()


def test_an_upload_in_flight_is_abandoned_only_after_days(
    survey: Survey, film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = put(film, f"{INCOMING}/{TASK}.json", b"{}")
    part = put(film, f"05_Cache/uploads/{TASK}.part", PNG)
    assert found(survey) == set()
    monkeypatch.setattr(assets, "ABANDONED_DAYS", 0)
    assert found(survey) == {Code.UPLOAD_ABANDONED}
    service.repair(survey)
    assert not upload.exists()
    assert not part.exists()


def test_the_bytes_of_an_upload_that_waits_for_a_worker_are_no_leftover(survey: Survey, film: Film) -> None:
    waiting = put(film, "05_Cache/uploads/.tmp-1")
    put_json(film, ".auteur/uploads/1.json", {"record": RECORD, "temporary": waiting.name})
    assert Code.TEMPORARY_FILE not in found(survey)


@pytest.mark.parametrize("code", _MENDED)
def test_it_is_found_and_mended(survey: Survey, patient: Survey, film: Film, code: Code) -> None:
    _MENDED[code](film)
    assert code not in found(patient)
    assert code in found(survey)
    assert code in found(survey), "checking changes nothing"
    service.repair(survey)
    assert code not in found(survey)


@pytest.mark.parametrize("code", _TOLD)
def test_it_is_found_and_left_to_a_person(survey: Survey, film: Film, code: Code) -> None:
    _TOLD[code](film)
    assert code in found(survey)
    assert code in {finding.code for finding in service.repair(survey, thorough=True)}
    assert code in found(survey)
