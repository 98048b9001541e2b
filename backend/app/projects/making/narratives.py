"""The chapters that a film starts with, by narrative structure."""

from __future__ import annotations

from enum import StrEnum


class Narrative(StrEnum):
    THREE_ACT = "three-act"
    HERO_JOURNEY = "hero-journey"
    BEAT_SHEET = "beat-sheet"
    STORY_CIRCLE = "story-circle"
    NONE = "none"


CHAPTERS: dict[Narrative, tuple[str, ...]] = {
    Narrative.THREE_ACT: ("Setup", "Confrontation", "Resolution"),
    # Campbell's seventeen stages in Vogler's twelve, The Writer's Journey (1992)
    Narrative.HERO_JOURNEY: (
        "Ordinary World",
        "Call to Adventure",
        "Refusal of the Call",
        "Meeting the Mentor",
        "Crossing the Threshold",
        "Tests, Allies, Enemies",
        "Approach to the Inmost Cave",
        "Ordeal",
        "Reward",
        "The Road Back",
        "Resurrection",
        "Return with the Elixir",
    ),
    # Snyder, Save the Cat! (2005)
    Narrative.BEAT_SHEET: (
        "Opening Image",
        "Theme Stated",
        "Set-Up",
        "Catalyst",
        "Debate",
        "Break into Two",
        "B Story",
        "Fun and Games",
        "Midpoint",
        "Bad Guys Close In",
        "All Is Lost",
        "Dark Night of the Soul",
        "Break into Three",
        "Finale",
        "Final Image",
    ),
    # Harmon's story circle (2009)
    Narrative.STORY_CIRCLE: ("You", "Need", "Go", "Search", "Find", "Take", "Return", "Change"),
    Narrative.NONE: (),
}
