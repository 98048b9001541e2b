"""What a file turned out to hold, and the two ways in which it can be unfit."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The fields become the asset's metadata, all but `poster`: a JPEG for lists."""

    kind: ClassVar[str]
    poster: bytes | None = None

    def metadata(self) -> dict[str, Any]:
        """What is not known is left out."""
        known = {name: value for name, value in asdict(self).items() if value is not None and name != "poster"}
        return {"kind": self.kind} | known


class Unfit(Exception):
    """The file is not what it should be; the message is a sentence for the one who sent it."""


class Refused(Unfit):
    """Moreover it must not enter the film's history."""
