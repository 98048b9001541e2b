"""What people do in the folders becomes events, what the studio does itself becomes none."""

from __future__ import annotations

import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from app.events.log import EventLog
from app.projects import outbox, own
from app.projects.film import Film
from app.projects.making.building import build
from app.projects.outbox import Commits
from app.projects.schemas import ProjectCreate, ProjectPatch
from app.projects.service import Projects
from app.projects.store import Films
from app.story.schemas import ChapterCreate, SceneCreate
from app.story.service import Stories
from app.takes import store as takes
from app.watching import look
from app.watching.comparing import Watcher
from app.watching.memory import Memory
from tests.support.films.disk import git
from tests.support.films.stored import events
from tests.support.films.takes import RECORD, put_take

WORKSPACE = "workspace"


def told(redis: Redis, log: str) -> list[tuple[str, Any]]:
    """Types with what tells one from another, oldest first; forgotten at once. What sums up is told elsewhere."""
    found = [(event["type"], event["data"]) for event in events(redis, log) if event["type"] != "workspace.changed"]
    redis.delete(f"events:{log}:stream")
    return found


def types(redis: Redis, log: str) -> list[str]:
    return [kind for kind, _ in told(redis, log)]


def files(redis: Redis, film: Film) -> list[tuple[str, str]]:
    return [(data["path"], data["change"]) for kind, data in told(redis, film.id) if kind.startswith("file.")]


def test_nothing_is_told_of_what_stays(watcher: Watcher, film: Film, redis: Redis) -> None:
    assert not watcher.look_at(film.id)
    assert not watcher.look_at_films()
    assert told(redis, film.id) == told(redis, WORKSPACE) == []


def test_a_file_is_told_once_when_it_comes_changes_and_goes(watcher: Watcher, film: Film, redis: Redis) -> None:
    path = film.folder / "01_Assets/Locations/fog.png"
    for act, change in (
        (lambda: path.write_bytes(b"one"), "added"),
        (lambda: path.write_bytes(b"other"), "modified"),
        (path.unlink, "deleted"),
    ):
        act()
        watcher.look_at(film.id)
        watcher.look_at(film.id)
        [(kind, data)] = told(redis, film.id)
        assert kind == ("file.deleted" if change == "deleted" else "file.changed")
        assert data == {"path": "01_Assets/Locations/fog.png", "asset_type": "locations", "change": change}
        assert types(redis, WORKSPACE) == ["project.updated"]


def test_what_we_wrote_and_others_removed_before_anyone_looked_is_told_once(
    watcher: Watcher, film: Film, redis: Redis, memory: Memory
) -> None:
    name, hidden = "01_Assets/Locations/fog.png", ".auteur/note.json"
    there = [film.folder / name, film.folder / hidden]
    for path in there:
        path.write_bytes(b"ours")
    own.record(film.folder, there)
    for path in there:
        path.unlink()
    told_of = []
    for act in (lambda: None, lambda: there[0].write_bytes(b"theirs"), there[0].unlink):
        act()
        watcher.look_at(film.id)
        watcher.look_at(film.id)
        told_of.append(files(redis, film))
    assert told_of == [[(name, change)] for change in ("deleted", "added", "deleted")]
    for note in (film.folder / ".auteur/own").iterdir():
        note.unlink()
    watcher.look_at(film.id)
    assert not {name, hidden} & memory.files(film.id).keys()


def test_what_we_wrote_and_removed_before_anyone_looked_is_not_told(watcher: Watcher, film: Film, redis: Redis) -> None:
    path = film.folder / "01_Assets/Locations/fog.png"
    path.write_bytes(b"ours")
    own.record(film.folder, [path])
    path.unlink()
    own.record(film.folder, [path])
    watcher.look_at(film.id)
    assert files(redis, film) == []


@pytest.mark.parametrize(
    "name",
    [
        "05_Cache/x.png",
        "06_Exports/cut.mp4",
        ".auteur/tasks/x.json",
        "01_Assets/.tmp-1/x.png",
        "01_Assets/.DS_Store",
        "02_Source_Creative/.story.json.swp",
        "02_Source_Creative/story.json~",
        ".git/objects/pack/x",
    ],
)
def test_what_is_no_content_is_not_told(watcher: Watcher, film: Film, redis: Redis, name: str) -> None:
    path = film.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    watcher.look_at(film.id)
    assert told(redis, film.id) == []


def test_a_link_is_not_followed(watcher: Watcher, film: Film, redis: Redis, tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    (tmp_path / "away/secret.png").write_text("x")
    (film.folder / "01_Assets/Link").symlink_to(tmp_path / "away")
    watcher.look_at(film.id)
    assert told(redis, film.id) == []


def test_a_story_edited_by_hand_is_a_story_updated(watcher: Watcher, film: Film, redis: Redis) -> None:
    story = film.folder / "02_Source_Creative/story.json"
    story.write_text(story.read_text().replace("Setup", "The arrival"))
    (film.folder / "02_Source_Creative/scenes/abc.json").write_text("{}")
    watcher.look_at(film.id)
    found = [data for kind, data in told(redis, film.id) if kind == "story.updated"]
    assert [(data["kind"], data["element"]) for data in found] == [("scene", "abc"), ("story", film.id)]
    [(_, updated)] = told(redis, WORKSPACE)
    assert updated["project"]["chapters"][0]["name"] == "The arrival"


def test_a_take_put_in_by_hand_is_told_and_listed(watcher: Watcher, film: Film, redis: Redis) -> None:
    assert takes.all_of(film) == []
    folder = film.folder / "03_Renders/CH01/SC001/SH010/take_001"
    put_take(folder, "take.json", take_number=1)
    watcher.look_at(film.id)
    assert [data["take_id"] for kind, data in told(redis, film.id) if kind == "take.created"] == [RECORD["id"]]
    assert [take.id for take in takes.all_of(film)] == [RECORD["id"]]
    put_take(folder, "take.json", take_number=1, rating=5)
    watcher.look_at(film.id)
    assert [data["take_id"] for kind, data in told(redis, film.id) if kind == "take.updated"] == [RECORD["id"]]
    shutil.rmtree(folder)
    watcher.look_at(film.id)
    assert [data["take_id"] for kind, data in told(redis, film.id) if kind == "take.updated"] == [RECORD["id"]]
    assert takes.all_of(film) == []


def test_a_commit_in_a_shell_is_told(watcher: Watcher, film: Film, redis: Redis) -> None:
    (film.folder / "04_Project_Files/notes.md").write_text("dusk")
    git(film.folder, "add", "--all")
    git(film.folder, "-c", "user.name=Ada", "-c", "user.email=a@b", "commit", "--quiet", "-m", "notes from Ada")
    watcher.look_at(film.id)
    [(_, data)] = [each for each in told(redis, film.id) if each[0] == "git.committed"]
    assert data["message"] == "notes from Ada"
    assert data["paths"] == ["04_Project_Files/notes.md"]
    assert data["commit"] == git(film.folder, "rev-parse", "HEAD").strip()


def test_a_checkout_in_a_shell_is_told_with_what_it_changed(watcher: Watcher, film: Film, redis: Redis) -> None:
    git(film.folder, "checkout", "--quiet", "-b", "other")
    (film.folder / "04_Project_Files/notes.md").write_text("dusk")
    outbox.note(film, "notes", [film.folder / "04_Project_Files/notes.md"])
    outbox.flush(film)
    watcher.look_at(film.id)
    assert told(redis, film.id) == []
    git(film.folder, "checkout", "--quiet", "main")
    watcher.look_at(film.id)
    assert types(redis, film.id) == ["git.committed", "file.deleted"]


def test_what_a_commit_left_out_is_committed_again(watcher: Watcher, film: Film, redis: Redis) -> None:
    story = "02_Source_Creative/story.json"
    git(film.folder, "rm", "--quiet", "--cached", story)
    git(film.folder, "-c", "user.name=Ada", "-c", "user.email=a@b", "commit", "--quiet", "-m", "too early")
    watcher.look_at(film.id)
    assert "git.committed" in types(redis, film.id)
    assert outbox.flush(film)
    assert git(film.folder, "ls-files", story).strip() == story


def test_what_the_studio_does_is_not_told_again(
    watcher: Watcher, film: Film, films: Films, redis: Redis, log: EventLog
) -> None:
    commits = Commits(lambda _: None)
    stories = Stories(log, commits, takes.count_by_shot)
    projects = Projects(films, log, commits, lambda _: None)
    chapter = stories.add_chapter(film, ChapterCreate(name="One"))[1]
    scene = stories.add_scene(film, SceneCreate(chapter_id=chapter, slug_line="INT. ATTIC"))[1]
    projects.patch(film.id, ProjectPatch(name="Nosferatu 1922"))
    before = types(redis, film.id), types(redis, WORKSPACE)
    assert before == (["story.updated", "story.updated"], ["project.updated"])
    watcher.look_at(film.id)
    outbox.flush(film)
    watcher.look_at(film.id)
    assert (types(redis, film.id), types(redis, WORKSPACE)) == ([], [])
    (film.folder / f"02_Source_Creative/scenes/{scene}.json").unlink()  # by hand
    watcher.look_at(film.id)
    assert "story.updated" in types(redis, film.id)


def test_an_edit_by_hand_right_after_our_own_is_told(watcher: Watcher, film: Film, redis: Redis, log: EventLog) -> None:
    Stories(log, Commits(lambda _: None), takes.count_by_shot).add_chapter(film, ChapterCreate(name="One"))
    told(redis, film.id)
    story = film.folder / "02_Source_Creative/story.json"
    story.write_text(story.read_text().replace("One", "Two"))
    watcher.look_at(film.id)
    assert types(redis, film.id) == ["file.changed", "story.updated"]


def test_films_made_here_are_not_told_again_and_others_are(
    watcher: Watcher, film: Film, films: Films, redis: Redis, tmp_path: Path
) -> None:
    build(films, ProjectCreate(name="Made here"))
    shutil.copytree(film.folder, tmp_path / "other")
    manifest = tmp_path / "other/project.json"
    manifest.write_text(manifest.read_text().replace(film.id, "0c3a2f5e-another"))
    shutil.move(tmp_path / "other", films.root / "Copied in")
    watcher.look_at_films()
    watcher.look_at_films()
    [(kind, data)] = told(redis, WORKSPACE)
    assert (kind, data["project"]["folder"], data["project"]["id"]) == (
        "project.created",
        "Copied in",
        "0c3a2f5e-another",
    )
    watcher.look_at("0c3a2f5e-another")
    assert told(redis, "0c3a2f5e-another") == []


def test_a_film_still_being_copied_in_is_told_when_it_is_whole(
    watcher: Watcher, film: Film, films: Films, redis: Redis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.move(film.folder, tmp_path / "away")
    watcher.look_at_films()
    assert types(redis, WORKSPACE) == ["project.deleted"]
    shutil.rmtree(tmp_path / "away/.auteur")
    subprocess.run(["cp", "-a", str(tmp_path / "away"), str(films.root / "Back")], check=True)
    with monkeypatch.context() as patch:
        patch.setattr(look, "SETTLED_SECONDS", 3600.0)
        assert watcher.look_at_films()
        assert types(redis, WORKSPACE) == []
    assert not watcher.look_at_films()
    assert types(redis, WORKSPACE) == ["project.created"]


def test_what_came_and_went_is_summed_up(watcher: Watcher, film: Film, films: Films, redis: Redis) -> None:
    for name in ("One", "Two"):
        copy = shutil.copytree(film.folder, films.state / name)
        (copy / "project.json").write_text((film.folder / "project.json").read_text().replace(film.id, name))
        copy.rename(films.root / name)
    shutil.rmtree(film.folder)
    watcher.look_at_films()
    watcher.look_at_films()
    [summary] = events(redis, WORKSPACE, "workspace.changed")
    assert sorted((each["project_id"], each["change"]) for each in summary["data"]["changes"]) == sorted(
        [("One", "created"), ("Two", "created"), (film.id, "deleted")]
    )


def test_a_renamed_folder_is_an_update_of_its_film(watcher: Watcher, film: Film, redis: Redis) -> None:
    film.folder.rename(film.folder.with_name("Renamed"))
    watcher.look_at_films()
    [(kind, data)] = told(redis, WORKSPACE)
    assert (kind, data["project"]["id"], data["project"]["folder"]) == ("project.updated", film.id, "Renamed")
    watcher.look_at(film.id)
    assert told(redis, film.id) == []


def test_a_film_damaged_and_repaired_by_hand_comes_back(watcher: Watcher, film: Film, redis: Redis) -> None:
    manifest = film.folder / "project.json"
    whole = manifest.read_bytes()
    manifest.write_text("{")
    watcher.look_at_films()
    found = told(redis, WORKSPACE)
    assert sorted(kind for kind, _ in found) == ["project.created", "project.deleted"]
    assert next(data["project"]["status"] for kind, data in found if kind == "project.created") == "damaged"
    manifest.write_bytes(whole)
    watcher.look_at_films()
    found = told(redis, WORKSPACE)
    assert sorted(kind for kind, _ in found) == ["project.created", "project.deleted"]
    assert next(data["project"]["id"] for kind, data in found if kind == "project.created") == film.id


def test_a_merge_begun_in_a_shell_is_told_with_the_reason(watcher: Watcher, film: Film, redis: Redis) -> None:
    git(film.folder, "checkout", "--quiet", "--detach")
    watcher.look_at_films()
    [(kind, data)] = told(redis, WORKSPACE)
    assert kind == "project.updated"
    assert "No branch" in data["project"]["reason"]


def test_what_others_put_or_change_among_the_assets_is_found(watcher: Watcher, film: Film, noticed: list[str]) -> None:
    styles = film.folder / "01_Assets/Styles"
    for text in ("new", "changed"):
        (styles / "a.txt").write_text(text)
        watcher.look_at(film.id)
    (styles / "a.txt").unlink()
    watcher.look_at(film.id)
    assert noticed == ["01_Assets/Styles/a.txt"] * 2


def test_neither_what_came_with_its_record_nor_what_the_studio_wrote_is_found(
    watcher: Watcher, film: Film, noticed: list[str]
) -> None:
    styles = film.folder / "01_Assets/Styles"
    for name in ("pulled.txt", "pulled.txt.asset.json", "ours.txt"):
        (styles / name).write_text(name)
    (film.folder / "04_Project_Files/cut.prproj").write_text("another application's")
    outbox.note(film, "ours", [styles / "ours.txt"])
    watcher.look_at(film.id)
    assert noticed == []


def test_a_film_that_the_studio_deletes_is_told_by_the_studio_alone(
    watcher: Watcher, film: Film, films: Films, log: EventLog, memory: Memory, redis: Redis
) -> None:
    def leave(leaving: Film) -> None:
        memory.leave(leaving.id)
        watcher.look_at_films()  # just before it goes

    Projects(films, log, Commits(lambda _: None), lambda _: None, [leave]).delete(film.id)
    watcher.look_at_films()
    assert types(redis, WORKSPACE) == ["project.deleted"]
    assert memory.films() == memory.files(film.id) == {}


def test_after_redis_lost_everything_the_films_are_learnt_again_in_silence(
    watcher: Watcher, film: Film, redis: Redis
) -> None:
    redis.flushall()
    (film.folder / "01_Assets/Styles/a.png").write_text("x")
    watcher.look_at(film.id)
    watcher.look_at_films()
    watcher.look_at(film.id)
    assert told(redis, WORKSPACE) == told(redis, film.id) == []
    (film.folder / "01_Assets/Styles/b.png").write_text("x")
    watcher.look_at(film.id)
    assert files(redis, film) == [("01_Assets/Styles/b.png", "added")]


def test_many_who_watch_tell_once(
    watcher: Watcher, film: Film, films: Films, log: EventLog, memory: Memory, redis: Redis
) -> None:
    for number in range(300):
        (film.folder / f"01_Assets/Styles/{number}.png").write_text("x")
    others = [Watcher(Films(films.root), log, memory, lambda *_: None) for _ in range(6)]
    threads = [threading.Thread(target=other.look_at, args=(film.id,)) for other in (watcher, *others)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(files(redis, film)) == 300


def test_what_is_too_young_is_told_later(
    watcher: Watcher, film: Film, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    stays, goes = film.folder / "01_Assets/Styles/a.png", film.folder / "02_Source_Creative/story.json"
    with monkeypatch.context() as patch:
        patch.setattr(look, "SETTLED_SECONDS", 3600.0)
        stays.write_text("x")
        goes.unlink()
        assert watcher.look_at(film.id)
        assert told(redis, film.id) == []
    assert not watcher.look_at(film.id)
    assert files(redis, film) == [("01_Assets/Styles/a.png", "added"), ("02_Source_Creative/story.json", "deleted")]
