"""The models as others are told of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.pipelines.diffusers.shelf.discovery import Found
from app.pipelines.diffusers.shelf.fingerprints import Fingerprints
from app.pipelines.diffusers.shelf.lending import lacks
from app.pipelines.models import Model


def announce(library: Path, models: Sequence[Found]) -> list[Model]:
    """Weights are not read for it: a hash is told once it is known."""
    known = Fingerprints(library)
    return [
        Model(
            name=model.name,
            family=model.family.name,
            form="folder" if model.is_folder else "file",
            path=model.path.relative_to(library).as_posix(),
            size=model.size,
            vram_gb=model.vram_gb,
            makes=[] if reason else sorted(model.family.makes),
            lacks=reason,
            sha256=known.known(model),
        )
        for model, reason in ((model, lacks(model, models)) for model in models)
    ]
