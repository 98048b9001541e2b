"""Who may use the studio: everyone who reaches it, or who knows its access token."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from pathlib import Path

from app.errors import SignInRequired
from app.sessions import names
from app.sessions.cookies import Cookies, key_of
from app.sessions.schemas import Session
from app.sessions.tokens import Token

_BEARER = "bearer "


class Sessions:
    def __init__(self, state: Path, access_token: str) -> None:
        """`state` is the workspace's folder of the studio's own."""
        self.cookies = Cookies(key_of(state), access_token)
        self._token = Token(access_token) if access_token else None

    @property
    def protected(self) -> bool:
        return self._token is not None

    def admit(self, cookies: Mapping[str, str], authorization: str, place: str) -> Session | None:
        """The caller's session; None for a program that needs none. Raises `SignInRequired`, `TooMany`."""
        session = self.cookies.read(cookies)
        if session or not self._token:
            return session
        if not authorization.lower().startswith(_BEARER):
            raise SignInRequired("This studio asks for its access token; sign in.")
        self._token.check(authorization[len(_BEARER) :], place)
        return None

    def sign_in(self, token: str, place: str) -> Session:
        """Raises `SignInRequired`, `TooMany`."""
        if self._token:
            self._token.check(token, place)
        return new()


def new() -> Session:
    return Session(id=uuid.uuid4().hex, name=names.invent())
