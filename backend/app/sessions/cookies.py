"""Sessions as signed cookies: nothing is stored that a flushed Redis could lose, and every backend can read them.

The key lies in the workspace. The access token is mixed into it, so that another token ends every session.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Mapping
from pathlib import Path

from itsdangerous import BadSignature, URLSafeTimedSerializer
from pydantic import ValidationError

from app.files.write import TEMPORARY, publish
from app.sessions.schemas import Session

LIFETIME_SECONDS = 30 * 24 * 3600
_KEY_BYTES = 32


class Cookies:
    def __init__(self, key: bytes, access_token: str) -> None:
        # Ports share a host's cookies: each workspace has its own name, so that two studios side by side get along.
        self.name = "auteur_" + hashlib.sha256(key).hexdigest()[:12]
        self._signer = URLSafeTimedSerializer(
            key, salt=hashlib.sha256(access_token.encode()).hexdigest(), signer_kwargs={"digest_method": hashlib.sha256}
        )

    def write(self, session: Session) -> str:
        return str(self._signer.dumps(session.model_dump()))

    def read(self, cookies: Mapping[str, str]) -> Session | None:
        """None for none, one that is not ours, or one too old."""
        try:
            return Session.model_validate(self._signer.loads(cookies.get(self.name, ""), max_age=LIFETIME_SECONDS))
        except (BadSignature, ValidationError):
            return None


def key_of(state: Path) -> bytes:
    """The workspace's key, made where it is missing; who comes second takes the first one's."""
    path = state / "session.key"
    if not path.exists():
        _make_key(path)
    return path.read_bytes()


def _make_key(path: Path) -> None:
    temporary = path.with_name(f"{TEMPORARY}{uuid.uuid4().hex}")
    temporary.touch(mode=0o600)
    temporary.write_bytes(secrets.token_bytes(_KEY_BYTES))
    try:
        publish(temporary, path)
    except FileExistsError:
        temporary.unlink()
