"""What a runner says on its standard output, a line of JSON each:

`{"step": 3, "total": 20, "description": "Inking", "preview": "preview.jpg"}` while it works, its preview a JPEG
among its outputs; `{"outputs": {"image": "image.png"}}` when it has done, by name; `{"error": "…"}` when it can't.
Everything else that it says is for its log.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

_LONGEST = 64 * 1024  # bytes of a line
_File = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=100)]
_Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class Progress(BaseModel):
    model_config = ConfigDict(extra="ignore")

    step: int = Field(ge=0)
    total: int = Field(ge=1, le=1_000_000)
    description: str = Field("", max_length=200)
    preview: _File | None = None


class Done(BaseModel):
    outputs: dict[_Name, _File] = Field(min_length=1, max_length=50)


class Failed(BaseModel):
    error: str = Field(max_length=2000)


Message = Progress | Done | Failed
_MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)


@dataclass
class Lines:
    """Pieces of a stream, put together to lines."""

    _rest: bytes = b""

    def feed(self, piece: bytes) -> Iterator[Message]:
        *whole, self._rest = (self._rest + piece).split(b"\n")
        self._rest = self._rest[-_LONGEST:]
        for line in whole:
            if len(line) <= _LONGEST and (message := read(line)):
                yield message


def read(line: bytes) -> Message | None:
    try:
        return _MESSAGE.validate_json(line)
    except ValidationError:
        return None
