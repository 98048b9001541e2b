"""Templates and assets that functions are asked for with."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from app.assets import store
from app.assets.schemas import AssetRecord, AssetStatus
from app.files.write import write_bytes, write_json
from app.projects.film import Film
from app.projects.layout import AssetType
from app.schemas import now

PICTURE = {"type": "string", "format": "asset", "accept": "image/*"}


def declaration(template_id: str = "relight_v1", **fields: Any) -> dict[str, Any]:
    """As a file of the library has it; its properties can be given alone."""
    properties = fields.pop("properties", {"prompt": {"type": "string"}, "source": PICTURE})
    return {
        "id": template_id,
        "name": "Relight",
        "description": "The picture in another light.",
        "type": "text_to_image",
        "inputs": {"type": "object", "additionalProperties": False, "properties": properties},
        "outputs": {"type": "object", "properties": {"image": {"type": "string"}}},
        "needs": {"vram_gb": {}, "pipelines": ["recipe"]},
        **fields,
    }


def put(workspace: Path, name: str, declared: object) -> Path:
    """Among the library's templates."""
    path = workspace / "Library/Pipeline_Templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    write_json(path, declared)
    return path


def keep(
    film: Film, name: str = "harbour.png", mime: str = "image/png", status: AssetStatus = AssetStatus.READY
) -> AssetRecord:
    """An asset of the film, as a worker leaves it."""
    asset_id = str(uuid.uuid4())
    record = AssetRecord(
        id=asset_id,
        name=name,
        path=store.planned_path(asset_id, name, AssetType.LOCATIONS),
        asset_type=AssetType.LOCATIONS,
        size=4,
        mime=mime,
        sha256=None,
        status=status,
        reason=None,
        metadata={},
        created=now(),
    )
    write_bytes(film.folder / record.path, b"film")
    store.write(film, record)
    return record
