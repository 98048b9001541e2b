"""What is drawn of a shot: its own words, where it plays, how that looks and what is felt in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.story.schemas import Scene, Shot
from app.story.tree import Tree

# What a beat does to faces and light, and what would undo it; any other beat stands as a mood by itself.
_MOODS = {
    "joy": ("smiling, warm soft light", "gloomy, crying"),
    "happy": ("smiling, warm soft light", "gloomy, crying"),
    "sad": ("downcast eyes, muted cool light", "smiling, vivid colours"),
    "angry": ("clenched jaw, hard contrast light", "smiling, serene"),
    "fear": ("wide eyes, deep shadows", "smiling, bright daylight"),
    "tense": ("strained expression, low-key light", "relaxed, cheerful"),
    "intense": ("intense gaze, dramatic contrast", "bored, flat light"),
    "surprised": ("raised eyebrows, open mouth", "bored, indifferent"),
    "calm": ("relaxed face, even soft light", "frantic, harsh light"),
    "hopeful": ("lifted gaze, dawn light", "desperate, murky"),
}
_END = re.compile(r"[.\s]+$")


class Mood(NamedTuple):
    """What is said of a picture, and what is said against it."""

    words: str
    against: str


def mood(beat: str) -> Mood:
    beat = beat.strip()
    added, against = _MOODS.get(beat.casefold(), ("", ""))
    return Mood(", ".join(filter(None, [f"{beat} mood" if beat else "", added])), against)


def prompt_of(tree: Tree, shot: Shot, scene: Scene, style: str) -> str:
    """In a line, with the style of the whole film; empty when neither it nor its scene says what is to be drawn."""
    seen = _sentences(_seen(shot, scene), _place(scene))
    looks = (scene.look, mood(scene.beat).words, tree.chapter_of(scene.id).look, style)
    return _sentences(seen, *looks) if seen else ""


def _seen(shot: Shot, scene: Scene) -> str:
    what = shot.action.strip() or scene.synopsis.strip()
    return ": ".join(filter(None, [shot.framing.strip(), what]))


def _place(scene: Scene) -> str:
    """A slug line that goes on from the scene before (CONTINUOUS) leaves out when it plays."""
    slug, when = scene.slug.strip() or scene.location, scene.time_of_day
    return slug if when.casefold() in slug.casefold() else " - ".join(filter(None, [slug, when]))


def _sentences(*texts: str) -> str:
    return ". ".join(filter(None, (_END.sub("", " ".join(text.split())) for text in texts)))
