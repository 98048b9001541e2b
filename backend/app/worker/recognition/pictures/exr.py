"""OpenEXR."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import OpenEXR

from app.worker.recognition.facts import Facts, Unfit
from app.worker.recognition.pictures.size import refuse_size
from app.worker.recognition.pictures.tones import Pixels, describe


def recognise(path: Path, mime: str) -> Facts:  # noqa: ARG001  there is one kind of EXR
    """Of a file with several parts, the first. Raises `Unfit`."""
    try:
        header = OpenEXR.File(str(path), header_only=True).header()
        refuse_size(*_size(header))
        part = OpenEXR.File(str(path), separate_channels=True).parts[0]
    except (RuntimeError, ValueError) as error:
        raise Unfit(f"The EXR can't be read: {error}.") from error
    channels = {name: channel.pixels for name, channel in part.channels.items()}
    return describe(_rgb(channels), list(channels), environment="envmap" in header)


def _size(header: Mapping[str, Any]) -> tuple[int, int]:
    low, high = header["dataWindow"]
    return int(high[0]) - int(low[0]) + 1, int(high[1]) - int(low[1]) + 1


def _rgb(channels: Mapping[str, Any]) -> Pixels:
    """Of the first layer that has red, green and blue, else grey from the first channel."""
    layer = next(
        (name[:-1] for name in channels if name.endswith("R") and {f"{name[:-1]}{c}" for c in "GB"} <= channels.keys()),
        None,
    )
    names = [f"{layer}{c}" for c in "RGB"] if layer is not None else [next(iter(channels))] * 3
    return np.stack([np.asarray(channels[name], dtype=np.float32) for name in names], axis=-1)
