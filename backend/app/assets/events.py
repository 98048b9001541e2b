from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.assets.schemas import Asset
from app.events.schemas import Envelope
from app.schemas import Schema


class AssetData(Schema):
    asset: Asset = Field(description="As the list of assets has it.")


class FileUploaded(Envelope):
    """A worker has looked at a file that arrived: it is in the film, or failed with the reason."""

    type: Literal["file.uploaded"]
    data: AssetData


class AssetAdded(Envelope):
    """The film has another asset; told together with `file.uploaded`."""

    type: Literal["asset.added"]
    data: AssetData


class AssetUpdated(Envelope):
    """What is known of an asset has changed, or where it is filed."""

    type: Literal["asset.updated"]
    data: AssetData
