from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from redis import Redis

from app.cli import main
from app.config import Settings
from app.projects.film import Film
from app.projects.store import Films
from app.projects.telling import tell
from app.tasks.ledger import Ledger
from app.tasks.runners import register
from tests.support.films.disk import clean
from tests.support.films.stored import events
from tests.support.films.takes import put_take
from tests.support.generation.runners import new_runner
from tests.support.studios.processes import environment, free_port

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command in the workspace of `settings`; returns its exit code and what it said."""
    monkeypatch.setenv("WORKSPACE_ROOT", str(settings.workspace_root))
    monkeypatch.setenv("REDIS_URL", settings.redis_url)

    def run(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def queued(redis: Redis, film: Film) -> int:
    return len(Ledger(redis).of_project(film.id))


def test_a_workspace_is_made_with_its_library(say: Say, settings: Settings) -> None:
    code, out, _ = say("workspace-init")
    assert code == 0
    assert "Workspace initialized" in out
    assert (settings.workspace_root / "Library/AI_Models").is_dir()
    assert say("workspace-init")[0] == 0


def test_a_film_is_made_and_told_to_open_galleries(say: Say, settings: Settings, redis: Redis) -> None:
    code, out, _ = say("project-create", "Nosferatu", "--quality", "premium")
    [film] = Films(settings.workspace_root).all()
    assert isinstance(film, Film)
    assert (code, film.manifest.name, film.manifest.quality) == (0, "Nosferatu", "premium")
    assert f"Project created: Nosferatu ({film.id})" in out
    [event] = events(redis, "workspace", "project.created")
    assert event["data"]["project"]["id"] == film.id


def test_the_sample_is_a_film_with_scenes_and_all_of_it_is_committed(
    say: Say, settings: Settings, redis: Redis
) -> None:
    assert [say("sample-create")[0] for _ in range(2)] == [0, 0]
    first, second = Films(settings.workspace_root).all()
    assert {film.folder.name for film in (first, second)} == {"The Last Light", "The Last Light 2"}
    assert isinstance(first, Film)
    assert tell(first).counts.scenes == 5
    assert clean(first.folder)
    assert isinstance(second, Film)
    assert {film.id: queued(redis, film) for film in (first, second)} == {first.id: 34, second.id: 34}


def test_without_a_studio_the_sample_stands_without_pictures(
    say: Say, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{free_port()}/0")
    assert say("sample-create")[0] == 0
    [film] = Films(settings.workspace_root).all()
    assert isinstance(film, Film)
    assert tell(film).counts.shots == 34


def test_films_are_listed_with_their_state(say: Say, settings: Settings) -> None:
    say("project-create", "Nosferatu")
    say("project-create", "Metropolis")
    (settings.workspace_root / "Metropolis/project.json").write_text("{")
    _, out, _ = say("project-list")
    assert [line.split("\t")[:3] for line in out.splitlines()] == [
        ["Metropolis", "standard", "damaged"],
        ["Nosferatu", "standard", "ready"],
    ]


@pytest.mark.parametrize("name", ["", "a/b", "Library", "..", "x" * 101])
def test_a_bad_name_is_one_clear_line(say: Say, settings: Settings, name: str) -> None:
    code, out, err = say("project-create", "--", name)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert {entry.name for entry in settings.workspace_root.iterdir()} == {".auteur", "Library"}


def test_a_taken_name_is_one_clear_line(say: Say) -> None:
    say("project-create", "Nosferatu")
    code, _, err = say("project-create", "NOSFERATU")
    assert code == 1
    assert "exists already" in err


def test_without_a_running_studio_films_are_made_all_the_same(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    assert say("project-create", "Nosferatu")[0] == 0


def test_a_film_tells_what_it_was_made_with_and_fails_for_what_is_not_here(
    say: Say, settings: Settings, redis: Redis
) -> None:
    say("project-create", "Nosferatu")
    assert say("film-check", "Nosferatu") == (0, "", "")
    put_take(settings.workspace_root / "Nosferatu/03_Renders", pipeline_version="1.0")
    code, out, error = say("film-check", "Nosferatu")
    assert (code, out.split("\t")[:4]) == (1, ["missing", "pipeline", "null", "1.0"])
    assert "Not all is here" in error
    register.announce(redis, new_runner("a"))
    code, out, _ = say("film-check", "Nosferatu")
    assert (code, out.strip().split("\t")) == (0, ["here", "pipeline", "null", "1.0"])
    assert say("film-check", "Faust")[::2] == (1, "There is no film “Faust”.\n")


def test_a_workspace_goes_through_a_pipe_into_another(film: Film, films: Films, tmp_path: Path) -> None:
    def cli(word: str, root: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        env = environment(WORKSPACE_ROOT=str(root), REDIS_URL=f"redis://127.0.0.1:{free_port()}")
        command = [sys.executable, "-m", "app.cli", word]
        return subprocess.run(command, env=env, input=given, capture_output=True, check=True)

    archive = cli("backup", films.root)
    assert archive.stderr == b"Backed up 1 films.\n"
    back = cli("restore", tmp_path / "back", archive.stdout)
    assert b"Restored 1 films" in back.stdout
    assert (tmp_path / "back" / film.folder.name / "project.json").is_file()
