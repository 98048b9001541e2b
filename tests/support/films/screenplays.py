"""A film's screenplay, in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from redis import Redis

from app.events import channels
from app.projects.film import Film
from app.screenplay.planning import Received
from app.screenplay.revision.impact import Impact, SceneImpact
from app.screenplay.schemas import Screenplay
from app.screenplay.service import Screenplays
from app.story import store
from app.story.schemas import Scene


@dataclass(frozen=True)
class Desk:
    """Imports drafts into one film."""

    service: Screenplays
    film: Film

    def take_in(self, text: str | bytes, name: str = "draft.fountain", if_match: str | None = None) -> Screenplay:
        data = text.encode() if isinstance(text, str) else text
        return self.service.take_in(self.film, Received.read(name, data), if_match)[0]

    def preview(self, text: str) -> Impact:
        return self.service.preview(self.film, Received.read("draft.fountain", text.encode()))[0]

    def impacts(self, text: str) -> list[SceneImpact]:
        return self.preview(text).scenes

    def scenes(self) -> list[Scene]:
        """In the film's order."""
        tree = store.load(self.film)
        return [tree.scenes[scene_id] for chapter in tree.outline.chapters for scene_id in chapter.scenes]

    def notes(self) -> list[dict[str, Any]]:
        """What waits to be committed."""
        return [json.loads(note.read_text()) for note in sorted((self.film.state / "outbox").glob("*.json"))]


def contents(film: Film) -> dict[str, bytes]:
    """What the film holds, without Git and our own state."""
    found = (path for path in film.folder.rglob("*") if path.is_file())
    named = {path.relative_to(film.folder).as_posix(): path for path in found}
    return {name: path.read_bytes() for name, path in named.items() if not name.startswith((".git/", ".auteur/"))}


def events(redis: Redis, film: Film) -> list[str]:
    """The types of all that was told of the film."""
    entries: Any = redis.xrange(channels.stream(film.id))
    return [json.loads(fields[b"event"])["type"] for _, fields in entries]
