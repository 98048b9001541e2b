from __future__ import annotations

from typing import Literal

from app.assets.schemas import Asset
from app.events.schemas import Envelope
from app.schemas import Schema


class AssetData(Schema):
    asset: Asset


class FileUploaded(Envelope):
    type: Literal["file.uploaded"]
    data: AssetData


class AssetAdded(Envelope):
    type: Literal["asset.added"]
    data: AssetData


class AssetUpdated(Envelope):
    type: Literal["asset.updated"]
    data: AssetData
