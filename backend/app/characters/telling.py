from __future__ import annotations

from pathlib import Path

from app.characters import training, usage
from app.characters.schemas import Character, Picture
from app.characters.store import Cast


def tell(cast: Cast) -> Character:
    record, face = cast.record, cast.base_face
    return Character(
        asset_id=record.asset_id,
        project_id=cast.film.id,
        name=record.name,
        description=record.description,
        trigger_word=record.trigger_word,
        base_face=picture(cast, face, "base-face") if face else None,
        variations=variations(cast),
        lora_training_status=training.status(cast),
        lora_model=record.lora_model,
        usage=usage.of(cast),
        created=record.created,
    )


def variations(cast: Cast) -> dict[str, Picture]:
    return {kind: picture(cast, path, f"variations/{kind}") for kind, path in cast.variations().items()}


def picture(cast: Cast, path: Path, address: str) -> Picture:
    """The time of its last change makes the address of an exchanged picture new."""
    base = f"/api/v1/projects/{cast.film.id}/characters/{cast.id}"
    return Picture(path=cast.film.shown(path), url=f"{base}/{address}?v={path.stat().st_mtime_ns // 1_000_000}")
