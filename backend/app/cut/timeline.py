"""The cut as it plays: its document, with what story, takes and assets say by now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from app.assets import telling as assets
from app.assets.schemas import Asset
from app.cut import store
from app.cut.schemas import ClipEntry, Cut, CutClip, CutDocument, CutMusic, MusicEntry
from app.projects.film import Film
from app.projects.layout import AssetType
from app.screenplay.breakdown.locations import pictures
from app.story import store as stories
from app.story.schemas import Scene, Shot
from app.story.tree import Tree
from app.takes import store as takes
from app.takes.schemas import Take
from app.tasks.schemas import ASSET

STILL_SECONDS = 3.0  # of a shot that nobody has estimated
CARD_SECONDS = 2.5
_HEARD = frozenset({AssetType.MUSIC, AssetType.AUDIO})


@dataclass(frozen=True)
class Footage:
    """What a film's clips are made of."""

    tree: Tree
    takes: Sequence[Take]  # newest first
    assets: Sequence[Asset]
    style: str  # of all its pictures

    @classmethod
    def of(cls, film: Film) -> Footage:
        return cls(stories.load(film), takes.all_of(film), assets.all_of(film), film.manifest.look)

    @cached_property
    def sounds(self) -> Mapping[str, Asset]:
        return {asset.id: asset for asset in self.assets if asset.asset_type in _HEARD}

    def has(self, reference: object) -> bool:
        """What a task names: words, or an asset that there still is."""
        return not str(reference).startswith(ASSET) or str(reference).removeprefix(ASSET) in self._asset_ids

    @cached_property
    def _asset_ids(self) -> frozenset[str]:
        return frozenset(asset.id for asset in self.assets)

    @cached_property
    def locations(self) -> Mapping[str, Asset]:
        """By scene the picture of its place."""
        return pictures(self.tree.scenes.values(), self.assets)

    @cached_property
    def by_id(self) -> Mapping[str, Take]:
        return {take.id: take for take in self.takes}

    @cached_property
    def shots(self) -> Mapping[str, tuple[Scene, Shot]]:
        return {shot.id: (scene, shot) for scene in self.tree.scenes.values() for shot in scene.shots}

    @cached_property
    def shown(self) -> Mapping[str, Take]:
        """Of each shot the chosen take, while none is chosen the newest."""
        chosen = ((shot, self.by_id.get(take or "")) for shot, take in self.tree.choices.items())
        return {**self._newest, **{shot: take for shot, take in chosen if take}}

    @cached_property
    def _promoted(self) -> Mapping[str, Take]:
        """By the take that each was made again from, at another tier with the same seed."""
        return {take.parent_take: take for take in reversed(self.takes) if take.parent_take}

    @cached_property
    def _newest(self) -> Mapping[str, Take]:
        return {take.shot_id: take for take in reversed(self.takes) if take.shot_id}

    def take(self, entry: ClipEntry) -> Take | None:
        """The one it is pinned to, promoted where that was, else what its shot shows."""
        pinned = self.by_id.get(entry.take_id or "")
        return self._promoted.get(pinned.id, pinned) if pinned else self.shown.get(entry.shot_id or "")


def tell(film: Film) -> tuple[Cut, CutDocument]:
    """With the document that it comes from. Raises `Conflict` for a damaged cut or story."""
    footage = Footage.of(film)
    written = store.edited(film)
    document = written or store.derived(film, footage.tree)
    return play(film, document, footage, edited=written is not None), document


def play(film: Film, document: CutDocument, footage: Footage, *, edited: bool) -> Cut:
    clips = list(_clips(document, footage))
    frames = clips[-1].end if clips else 0
    music = [_sound(entry, footage.sounds[entry.asset_id], document.fps, frames) for entry in _heard(document, footage)]
    playing = {*(clip.id for clip in clips), *(sound.id for sound in music)}
    written = [*(entry.id for entry in document.clips), *(entry.id for entry in document.music)]
    return Cut(
        fps=document.fps,
        resolution=film.manifest.settings.resolution,
        frames=frames,
        card_frames=whole(CARD_SECONDS, document.fps),
        edited=edited,
        clips=clips,
        music=music,
        left_out=_left_out(clips, footage),
        lost=[each for each in written if each not in playing],
    )


def _clips(document: CutDocument, footage: Footage) -> Iterator[CutClip]:
    at = 0
    for entry in document.clips:
        if entry.kind == "card":
            clip = _card(entry, document.fps, at)
        elif found := footage.shots.get(entry.shot_id or ""):
            clip = _shot(entry, found, footage.take(entry), document.fps, at)
        else:
            continue
        yield clip
        at = clip.end


def _card(entry: ClipEntry, fps: float, at: int) -> CutClip:
    nothing: dict[str, Any] = dict.fromkeys(
        ("shot_id", "scene_id", "take_id", "media", "url", "thumbnail_url", "available")
    )
    return CutClip(
        **nothing,
        id=entry.id,
        kind="card",
        code="",
        text=entry.text,
        dialogue="",
        pinned=False,
        stale=False,
        at=at,
        start=0,
        frames=entry.frames or whole(CARD_SECONDS, fps),
        own_length=entry.frames is not None,
    )


def _shot(entry: ClipEntry, found: tuple[Scene, Shot], take: Take | None, fps: float, at: int) -> CutClip:
    scene, shot = found
    available = whole(take.length, fps) if take and take.length else None
    left = available - entry.start if available else whole(shot.duration or STILL_SECONDS, fps)
    return CutClip(
        id=entry.id,
        kind="shot",
        shot_id=shot.id,
        scene_id=scene.id,
        code=f"{scene.code} · {shot.code}",
        text=shot.action,
        dialogue=shot.dialogue,
        take_id=take.id if take else None,
        pinned=take is not None and entry.take_id is not None,
        media=_media(take),
        url=take.url if take else None,
        thumbnail_url=take.thumbnail_url if take else None,
        stale=take.stale if take else False,
        at=at,
        start=entry.start if available else 0,
        frames=entry.frames or max(1, left),
        own_length=entry.frames is not None,
        available=available,
    )


def _media(take: Take | None) -> Literal["still", "video"] | None:
    return None if take is None else "video" if take.path.endswith(".mp4") else "still"


def _heard(document: CutDocument, footage: Footage) -> list[MusicEntry]:
    return [entry for entry in document.music if entry.asset_id in footage.sounds]


def _sound(entry: MusicEntry, asset: Asset, fps: float, end: int) -> CutMusic:
    lasts = whole(float(asset.metadata.get("duration") or 0), fps) - entry.start
    return CutMusic(
        id=entry.id,
        asset_id=asset.id,
        name=asset.name,
        url=asset.url,
        at=entry.at,
        start=entry.start,
        frames=entry.frames or max(1, min(lasts, end - entry.at)),
        own_length=entry.frames is not None,
        gain=entry.gain,
    )


def _left_out(clips: Sequence[CutClip], footage: Footage) -> list[str]:
    shown = {clip.shot_id for clip in clips}
    omitted = {shot.id for scene in footage.tree.scenes.values() if scene.omitted for shot in scene.shots}
    return [shot.id for shot in footage.tree.shots() if shot.id not in shown | omitted]


def whole(seconds: float, fps: float) -> int:
    """Frames, at least one."""
    return max(1, round(seconds * fps))
