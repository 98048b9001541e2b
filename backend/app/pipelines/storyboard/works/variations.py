"""Portraits of a character, one for each expression that is asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from app.pipelines.base import Context
from app.pipelines.storyboard.brief.model import Brief, Framing, Mood, Person, Place
from app.pipelines.storyboard.brief.shot_words import MOODS
from app.pipelines.storyboard.brief.words import Lexicon, words
from app.pipelines.storyboard.looks.likeness import known
from app.pipelines.storyboard.picture import Panel, Size
from app.pipelines.storyboard.works.panel import reach

USUAL = ("neutral", "happy", "sad", "angry", "surprised")
MOST = 24
SIZES = ((24, (512, 640)), (40, (640, 800)), (200, (960, 1200)))
STUDIO = Place("plain", "studio")
FURTHER = {
    Mood.HAPPY: "laughing, amused, excited, loving, smug, flirty, hopeful, friendly",
    Mood.SAD: "crying, hurt, ashamed, guilty, disappointed, pain, lost",
    Mood.ANGRY: "disgusted, disgust, contempt, jealous, annoyed, frustrated, evil",
    Mood.SURPRISED: "curious, confused, wow",
    Mood.AFRAID: "worried, shy, disturbed, desperate",
    Mood.DETERMINED: "thoughtful, calculating, proud, suspicious, cold",
    Mood.TIRED: "calm, sick, relaxed, dreamy, drunk",
}
EXPRESSIONS = Lexicon({mood: f"{MOODS.get(mood, '')},{FURTHER[mood]}" for mood in FURTHER}, verbs=True)


def make_variations(context: Context) -> None:
    """Raises `ValueError` for a task without a character."""
    if not context.characters:
        raise ValueError("variations need a character")
    asked = wished(context)
    person = known(context.characters[0]).person
    steps = max(1, int(context.parameters.get("steps", 30)))
    size = next(size for most, size in SIZES if steps <= most)
    for index, kind in enumerate(asked, start=1):
        panel = portrait(person, kind, size, context.seed)
        context.progress(index, len(asked), kind, panel.preview(reach(steps)))
        context.save(slug(kind), "png", panel.png(reach(steps)))


def wished(context: Context) -> list[str]:
    """The parameter `variations`: a list, or words between commas; each once."""
    given = context.parameters.get("variations") or USUAL
    kinds = given.split(",") if isinstance(given, str) else [str(kind) for kind in given]
    first: dict[str, str] = {}
    for kind in kinds:
        first.setdefault(slug(kind), kind.strip())
    return [kind for name, kind in first.items() if name][:MOST] or list(USUAL)


def portrait(person: Person, kind: str, size: Size, seed: int) -> Panel:
    """In a studio's light and before a plain wall: the same in each, but for the face."""
    posed = replace(person, mood=mood_of(kind), action="stand", holding="")
    brief = Brief(Framing.MEDIUM_CLOSE, place=STUDIO, people=(posed,), text=kind)
    return Panel(brief, size, seed)


def mood_of(kind: str) -> Mood:
    return EXPRESSIONS.first(words(kind)) or Mood.NEUTRAL


def slug(kind: str) -> str:
    """As a variation's file is named."""
    return re.sub(r"[^a-z0-9]+", "_", kind.lower()).strip("_")[:40]
