"""A person at a studio whose processes may die: what was answered is a promise, what was not may be done or not."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

from tests.support.clients.calls import API, ENDED, make_film
from tests.support.films.disk import clean, commits, git, sound
from tests.support.films.stored import events
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually

_ENDS = {"task.completed", "task.failed", "task.cancelled"}


class Desk:
    def __init__(self, studio: Studio, **wishes: Any) -> None:
        self.studio = studio
        self.film = make_film(studio.client, **wishes)
        self.id = str(self.film["id"])
        self.folder: Path = studio.workspace / str(self.film["folder"])
        self._told: dict[str, dict[str, Any]] = {}

    def ask(self, method: str, path: str, **request: Any) -> Any:
        """The answer's body; None when the backend died over it."""
        try:
            answer = self.studio.client.request(method, f"{API}{path}", **request)
        except httpx.TransportError:
            return None
        assert answer.is_success, answer.text
        return answer.json() if answer.content else {}

    def ask_film(self, method: str, path: str, **request: Any) -> Any:
        return self.ask(method, f"/projects/{self.id}{path}", **request)

    def submit(self, **wishes: Any) -> Any:
        return self.ask_film("POST", "/tasks", json={"type": "text_to_image", "prompt": "A door", **wishes})

    def upload(self, name: str, data: bytes, kind: str = "scripts") -> Any:
        return self.ask_film("POST", "/assets", params={"asset_type": kind}, files=[("files", (name, data))])

    def chapter(self) -> str:
        return str(self.ask_film("GET", "/story")["chapters"][0]["id"])

    def scene(self, **wishes: Any) -> Any:
        return self.ask_film("POST", "/scenes", json={"chapter_id": self.chapter(), **wishes})

    def shot(self) -> str:
        return str(self.ask_film("POST", "/shots", json={"scene_id": self.scene()["id"]})["id"])

    def scenes(self) -> list[dict[str, Any]]:
        return [scene for chapter in self.ask_film("GET", "/story")["chapters"] for scene in chapter["scenes"]]

    def tasks(self) -> list[dict[str, Any]]:
        return list(self.ask_film("GET", "/tasks"))

    def takes(self) -> list[dict[str, Any]]:
        return list(self.ask_film("GET", "/takes"))

    def assets(self) -> list[dict[str, Any]]:
        return list(self.ask_film("GET", "/assets"))

    def listen(self) -> None:
        """Remember what the log holds: who lets it grow for long comes now and then, before it is trimmed."""
        with self.studio.redis.client() as redis:
            self._told |= {event["id"]: event for event in events(redis, self.id)}

    def clear(self) -> None:
        """Delete all films, so that the next look at the workspace is quick."""
        for film in self.ask("GET", "/projects"):
            self.ask("DELETE", f"/projects/{film['id']}")

    def settled(self) -> None:
        """Returns once nothing is under way any more."""
        eventually(lambda: all(task["status"] in ENDED for task in self.tasks()))
        eventually(lambda: all(asset["status"] != "processing" for asset in self.assets()))
        eventually(lambda: not list((self.folder / ".auteur/outbox").glob("*")))
        eventually(lambda: clean(self.folder))

    def proven_whole(self) -> None:
        """Every task ended once, with one commit, one event and at most one take; nothing is torn or left over."""
        self._each_task_ended_once()
        assert torn(self.folder) == [], torn(self.folder)
        assert left_over(self.folder) == [], left_over(self.folder)
        assert clean(self.folder), git(self.folder, "status", "--porcelain")
        assert sound(self.folder)

    def _each_task_ended_once(self) -> None:
        tasks = self.tasks()
        done = [task["id"] for task in tasks if task["status"] == "completed"]
        made_takes = [task["id"] for task in tasks if task["take_id"]]
        assert sorted(take["task_id"] for take in self.takes()) == sorted(made_takes)
        said = commits(self.folder)
        assert {task_id: sum(f"(task {task_id})" in message for message in said) for task_id in done} == dict.fromkeys(
            done, 1
        )
        self.listen()
        told = [event for event in self._told.values() if event["type"] in _ENDS]
        assert Counter(event["data"]["task_id"] for event in told) == {task["id"]: 1 for task in tasks}


def torn(folder: Path) -> list[str]:
    """Files that should be JSON and are not."""
    return [str(path) for path in folder.rglob("*.json") if not _parses(path)]


def left_over(folder: Path) -> list[str]:
    """Temporary files, Git's locks, attempts, plans and uploads that nobody will come back to."""
    aside = (".auteur/changes", ".auteur/uploads", ".auteur/incoming", "05_Cache/tasks", "05_Cache/uploads")
    found = [*folder.rglob(".tmp-*"), *(folder / ".git").rglob("*.lock"), *folder.glob(".auteur/restore.json")]
    return sorted(map(str, (*found, *(path for place in aside for path in (folder / place).glob("*")))))


def _parses(path: Path) -> bool:
    try:
        json.loads(path.read_bytes())
    except ValueError:
        return False
    return True
