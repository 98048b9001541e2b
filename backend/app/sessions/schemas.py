from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from app.schemas import Body, Schema


class Session(Schema):
    """A browser that may use the studio, and the name that others see of who sits at it."""

    id: str
    name: str


class SessionTold(Session):
    """`protected`: the studio asks for its access token, so there is something to sign out of."""

    protected: bool


class SignIn(Body):
    token: str = Field("", max_length=1000)


def _shown(name: str) -> str:
    if any(unicodedata.category(character)[0] == "C" for character in name):
        raise ValueError("a name has no control characters")
    return name


DisplayName = Annotated[
    str,
    Field(min_length=1, max_length=60),
    BeforeValidator(lambda value: value.strip() if isinstance(value, str) else value),
    AfterValidator(_shown),
]


class SessionPatch(Body):
    name: DisplayName
