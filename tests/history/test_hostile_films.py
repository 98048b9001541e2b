"""A film that came from anyone, in a studio at work: nothing of its repository runs, whoever asks for whatever."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.clients.calls import API, ended, finished_assets, make_film, problem, submit, told, upload
from tests.support.films.disk import committed, sound
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually

HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-checkout", "post-index-change")
KEYS = ("core.fsmonitor", "core.hooksPath", "filter.lfs.clean", "filter.lfs.smudge", "filter.lfs.process")
EVIL_KEYS = ("filter.evil.clean", "filter.evil.smudge", "diff.evil.textconv", "diff.evil.command", "gpg.program")


@pytest.fixture
def client(studio: Studio) -> httpx.Client:
    return studio.client


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    return tmp_path / "proof"


@pytest.fixture
def program(tmp_path: Path, proof: Path) -> Path:
    path = tmp_path / "program"
    path.write_text(f'#!/bin/sh\necho "$0 $*" >> {proof}\ncat\n')
    path.chmod(0o755)
    return path


@pytest.fixture
def film(client: httpx.Client, studio: Studio) -> dict[str, Any]:
    """All committed, so that the studio is done with it."""
    made = make_film(client)
    ended(client, submit(client, made["id"])["id"])
    committed(studio.workspace / made["folder"])
    return made


@pytest.fixture
def folder(film: dict[str, Any], studio: Studio) -> Path:
    return studio.workspace / str(film["folder"])


def plant(folder: Path, program: Path, keys: tuple[str, ...]) -> None:
    for key in keys:
        subprocess.run(["git", "config", f"--file={folder}/.git/config", key, str(program)], check=True)
    (folder / ".git/hooks").mkdir(exist_ok=True)
    for name in HOOKS:
        shutil.copy(program, folder / ".git/hooks" / name)
    (folder / "01_Assets/.gitattributes").write_text("* filter=evil diff=evil\n")


def use(client: httpx.Client, film: dict[str, Any], first: str) -> list[int]:
    """Everything that a client can ask of a film's repository; the answers' statuses."""
    base = f"{API}/projects/{film['id']}"
    told(client.post(f"{base}/chapters", json={"name": "By REST"}), 201)
    told(client.patch(base, json={"name": "Renamed"}))
    assert ended(client, submit(client, film["id"])["id"])["status"] == "completed"
    upload(client, film["id"], ("notes.txt", b"notes"), kind="scripts")
    finished_assets(client, film["id"], 3)
    answers = [
        client.get(f"{base}/git/status"),
        client.get(f"{base}/git/log"),
        client.get(f"{base}/git/diff", params={"from": first}),
        client.post(f"{base}/git/commit", json={"message": "by hand"}),
        client.post(f"{base}/git/restore", json={"commit": first, "paths": ["project.json"]}),
        client.get(f"{base}/structure"),
        client.post(f"{base}/structure/repair"),
    ]
    return [answer.status_code for answer in answers]


def first_commit(client: httpx.Client, film: dict[str, Any]) -> str:
    newest: list[dict[str, Any]] = client.get(f"{API}/projects/{film['id']}/git/log").json()
    return str(newest[-1]["commit"])


def test_what_the_studio_overrides_runs_nothing(
    client: httpx.Client, film: dict[str, Any], folder: Path, program: Path, proof: Path
) -> None:
    first = first_commit(client, film)
    plant(folder, program, KEYS)
    assert set(use(client, film, first)) == {200}
    eventually(lambda: not list((folder / ".auteur/outbox").glob("*.json")))
    assert not proof.exists()
    client.delete(f"{API}/projects/{film['id']}").raise_for_status()
    assert not proof.exists()


def test_what_it_can_not_override_is_refused_and_waits(
    client: httpx.Client, film: dict[str, Any], folder: Path, program: Path, proof: Path
) -> None:
    first = first_commit(client, film)
    config = (folder / ".git/config").read_bytes()
    plant(folder, program, (*KEYS, *EVIL_KEYS))
    assert use(client, film, first) == [409] * 5 + [200] * 2
    refusal = problem(client.get(f"{API}/projects/{film['id']}/git/status"), 409, "git_untrusted")
    shown = told(client.get(f"{API}/projects/{film['id']}"))
    assert (shown["status"], shown["reason"]) == ("ready", refusal["detail"])
    assert not proof.exists()
    (folder / ".git/config").write_bytes(config)
    told(client.post(f"{API}/projects/{film['id']}/git/commit", json={"message": "what waited"}))
    assert not list((folder / ".auteur/outbox").glob("*.json"))
    assert told(client.get(f"{API}/projects/{film['id']}"))["reason"] is None
    assert not proof.exists()
    (folder / "01_Assets/.gitattributes").unlink()
    shutil.rmtree(folder / ".git/hooks")
    assert sound(folder)
