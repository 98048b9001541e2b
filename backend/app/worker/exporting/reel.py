"""A film's cut with its files: what every kind of export is made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.assets import telling as assets
from app.cut import timeline
from app.cut.naming import clip_name
from app.cut.schemas import Cut, CutClip, CutMusic
from app.projects.film import Film
from app.takes import store as takes
from app.takes.store import Stored


@dataclass(frozen=True)
class Reel:
    film: Film
    cut: Cut

    @classmethod
    def of(cls, film: Film) -> Reel:
        """As it stands now. Raises `ValueError` for a cut without clips."""
        cut, _ = timeline.tell(film)
        if not cut.clips:
            raise ValueError("the cut has no clips yet")
        return cls(film, cut)

    @cached_property
    def _takes(self) -> dict[str, Stored]:
        return {stored.record.id: stored for stored in takes.records(self.film)}

    def take(self, clip: CutClip) -> Stored | None:
        return self._takes.get(clip.take_id or "")

    def file(self, clip: CutClip) -> Path | None:
        """Of its take; None for a card, and while its shot has no take."""
        stored = self.take(clip)
        return stored.files[0] if stored and stored.files[0].is_file() else None

    def sound(self, music: CutMusic) -> Path:
        return assets.file_of(self.film, assets.get(self.film, music.asset_id))

    def name(self, clip: CutClip) -> str:
        stored = self.take(clip)
        return clip_name(clip, takes.tell(stored, None) if stored else None)
