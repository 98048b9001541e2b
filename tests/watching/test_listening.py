"""Being woken, by the kernel or by the clock."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from app.config import Settings
from app.projects.film import Film
from app.tasks.queues import Dispatch
from app.watching import listening
from app.watching.listening import Listening, is_remote, targets
from app.worker.upkeep import watch
from app.worker.upkeep.watch import Watch
from tests.support.films.disk import git
from tests.support.films.stored import events
from tests.support.studios.processes import environment
from tests.support.waiting import eventually


def heard(redis: Redis, film: Film) -> set[str]:
    return {event["data"]["path"] for event in events(redis, film.id, "file.changed")}


@pytest.fixture
def watching(
    settings: Settings,
    film: Film,  # noqa: ARG001  there is one to watch
    redis: Redis,
    dispatch: Dispatch,
) -> Iterator[Watch]:
    running = Watch(settings, dispatch)
    running.start()
    eventually(lambda: redis.exists("watch:begun"))
    yield running
    running.stop()


def test_only_folders_that_people_work_in_are_watched(film: Film) -> None:
    for number in range(300):
        (film.folder / f".git/lfs/objects/{number:03}").mkdir(parents=True)
        (film.folder / f"05_Cache/{number}").mkdir()
    found = targets(film.folder.parent)
    assert {path.relative_to(film.folder.parent).as_posix() for path, _ in found.flat | found.deep} == {
        ".",
        "Nosferatu",
        "Nosferatu/.git",
        "Nosferatu/.git/logs",
        "Nosferatu/01_Assets",
        "Nosferatu/02_Source_Creative",
        "Nosferatu/03_Renders",
        "Nosferatu/04_Project_Files",
    }


def test_a_folder_made_anew_is_another_target(film: Film) -> None:
    before = targets(film.folder.parent)
    (film.folder / "02_Source_Creative").rename(film.folder / "old")
    shutil.copytree(film.folder / "old", film.folder / "02_Source_Creative")
    assert targets(film.folder.parent) != before


@pytest.mark.usefixtures("watching")
def test_changes_at_any_depth_are_heard(film: Film, redis: Redis) -> None:
    names = ("01_Assets/Styles/a.png", "03_Renders/CH01/SC001/b.png", "02_Source_Creative/story.json")
    for name in names:
        (film.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (film.folder / name).write_text("{}")
    eventually(lambda: heard(redis, film) == set(names))
    git(film.folder, "add", "--all")
    git(film.folder, "-c", "user.name=Ada", "-c", "user.email=a@b", "commit", "--quiet", "-m", "from a shell")
    eventually(lambda: events(redis, film.id, "git.committed"))
    assert len(events(redis, film.id, "file.changed")) == len(names)


@pytest.mark.usefixtures("watching")
def test_a_film_that_comes_while_watching_is_watched_too(film: Film, redis: Redis) -> None:
    copy = film.folder.with_name("Copy")
    shutil.copytree(film.folder, copy.with_name(".aside"))
    manifest = copy.with_name(".aside") / "project.json"
    manifest.write_text(manifest.read_text().replace(film.id, "another-film"))
    copy.with_name(".aside").rename(copy)
    eventually(lambda: events(redis, "workspace", "project.created"))
    (copy / "01_Assets/Styles/a.png").write_text("x")
    eventually(lambda: events(redis, "another-film", "file.changed"))


def test_without_watches_the_folders_are_polled(
    settings: Settings,
    film: Film,
    redis: Redis,
    dispatch: Dispatch,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def exhausted(*_: Any, **__: Any) -> Iterator[Any]:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(listening, "watch", exhausted)
    monkeypatch.setattr(watch, "_POLL_SECONDS", 0.2)
    running = Watch(settings, dispatch)
    running.start()
    try:
        eventually(lambda: redis.exists("watch:begun"))
        (film.folder / "01_Assets/Styles/a.png").write_text("x")
        eventually(lambda: heard(redis, film) == {"01_Assets/Styles/a.png"})
    finally:
        running.stop()
    assert "watch.polling" in "".join(capsys.readouterr())


def test_a_folder_that_is_gone_is_an_error_to_try_again_after(film: Film) -> None:
    found = targets(film.folder.parent)
    shutil.rmtree(film.folder)
    gone = Listening(found, lambda _: None)
    gone.wait()
    gone.stop()
    assert isinstance(gone.error, FileNotFoundError)


LISTEN = """
import sys
from pathlib import Path
from app.watching.listening import Listening, targets
listening = Listening(targets(Path(sys.argv[1])), print)
listening.wait()
print(type(listening.error).__name__, listening.error)
listening.stop()
"""


@pytest.mark.parametrize(
    ("limit", "left", "told"), [("watches", 2, "limit reached"), ("instances", 0, "Too many open files")]
)
def test_a_kernel_that_gives_no_more_watches_is_noticed(film: Film, limit: str, left: int, told: str) -> None:
    """In a user namespace of its own, whose limits are nobody else's."""
    within = f'echo {left} > /proc/sys/user/max_inotify_{limit} || exit 77; exec "$@"'
    command = ["unshare", "--user", "--map-root-user", "sh", "-c", within, "sh", sys.executable, "-c", LISTEN]
    done = subprocess.run(
        [*command, str(film.folder.parent)], capture_output=True, text=True, check=False, env=environment()
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("this machine lets no process have limits of its own")
    assert told in done.stdout, done.stderr


MOUNTS = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
40 22 0:36 / /srv rw shared:2 - nfs4 nas:/srv rw
41 40 0:37 / /srv/local rw - ext4 /dev/vdb rw
42 22 0:38 / /mnt/host rw - fuse.sshfs host:/ rw
"""


@pytest.mark.parametrize(
    ("place", "remote"),
    [("/srv/films", True), ("/srv/local/films", False), ("/home/films", False), ("/mnt/host", True), ("/", False)],
)
def test_a_file_system_that_others_change_is_recognised(
    monkeypatch: pytest.MonkeyPatch, place: str, *, remote: bool
) -> None:
    monkeypatch.setattr(Path, "read_text", lambda _: MOUNTS)
    assert is_remote(Path(place)) is remote
