"""What a browser sends that a program does not."""

from __future__ import annotations

TOKEN = "open sesame, it is me"
PAGE = {"Origin": "http://localhost:3000"}


def bearer(token: str = TOKEN) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
