"""The mood of a piece of music."""

from __future__ import annotations

_LIVELY = 110  # beats a minute

_MOODS = {
    ("major", True): "joyful",
    ("major", False): "serene",
    ("minor", True): "tense",
    ("minor", False): "melancholic",
}


def mood(bpm: float | None, key: str | None) -> str | None:
    """The quarter of the plane of valence and arousal that mode and tempo point to: R. Thayer, "The Biopsychology of
    Mood and Arousal" (1989)."""
    if bpm is None or key is None:
        return None
    return _MOODS[key.rpartition(" ")[2], bpm >= _LIVELY]
