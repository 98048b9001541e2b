"""`asset://<id>`: how inputs name a file of their film. What is stored keeps the name; where the file lies is looked up
when the task is made, so that nothing absolute is written down and a film can move."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from app.assets import telling as assets
from app.assets.schemas import Asset, AssetStatus
from app.errors import Invalid, NotFound
from app.functions.vocabulary import part
from app.projects.film import Film
from app.tasks.schemas import ASSET

_REFERENCE = re.compile(f"{ASSET}[A-Za-z0-9-]{{1,64}}")


def is_reference(value: str) -> bool:
    return _REFERENCE.fullmatch(value) is not None


def check(film: Film, schema: Any, inputs: Any, field_of: Callable[[str], str]) -> None:
    """Everything that is named is a file of this film, ready, of the kind that its input takes. Raises `Invalid`."""
    for path, reference, wanted in _references(schema, inputs):
        field = field_of(path)
        try:
            asset, _ = named(film, reference)
        except NotFound as error:
            raise Invalid(f"Invalid input: {field}: {error.detail}", field=field, code="asset_invalid") from error
        if not fnmatch(asset.mime, wanted):
            detail = f"Invalid input: {field} takes {wanted}, and “{asset.name}” is {asset.mime}."
            raise Invalid(detail, field=field, code="asset_invalid")


def resolved(film: Film, inputs: Any) -> Any:
    """The same with a `Path` in place of each reference. Raises `NotFound` for one that is gone by now."""
    if isinstance(inputs, dict):
        return {name: resolved(film, value) for name, value in inputs.items()}
    if isinstance(inputs, list):
        return [resolved(film, value) for value in inputs]
    return named(film, inputs)[1] if isinstance(inputs, str) and inputs.startswith(ASSET) else inputs


def _references(schema: Any, value: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Path, reference and accepted media type of each."""
    if isinstance(value, str) and value.startswith(ASSET):
        yield path, value, schema.get("accept", "*") if isinstance(schema, dict) else "*"
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in pairs:
        yield from _references(part(schema, name), each, f"{path}.{name}".lstrip("."))


def named(film: Film, reference: str) -> tuple[Asset, Path]:
    """The asset and its file. Raises `NotFound`."""
    if not is_reference(reference):
        raise NotFound("It names no asset.", code="asset_not_found")
    asset_id = reference.removeprefix(ASSET)
    try:
        asset = assets.get(film, asset_id)
    except NotFound:
        raise NotFound(f"The film has no asset {asset_id}.", code="asset_not_found") from None
    if asset.status is not AssetStatus.READY:
        raise NotFound(_WAITING[asset.status].format(asset.name), code="asset_not_ready")
    path = assets.file_of(film, asset)
    if not path.is_file():
        raise NotFound(f"The file of “{asset.name}” is gone.", code="file_missing")
    return asset, path


_WAITING = {
    AssetStatus.PROCESSING: "“{}” is still being looked through.",
    AssetStatus.FAILED: "“{}” could not be taken in.",
}
