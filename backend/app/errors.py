"""Every refusal the studio knows, as one tree:

AuteurError
├── SignInRequired  401  no session, and the studio asks for its access token
├── Refused         403  a foreign origin or an unknown host
├── NotFound        404  no such id
├── Conflict        409  a taken name, a lost race, an illegal transition
├── Stale           412  `If-Match` names an older version
├── TooLarge        413  over a limit
├── Unsupported     415  content of a kind we do not take
├── Invalid         422  a value that can't be
├── TooMany         429  too often; try again later
├── Unavailable     503  a dependency is away; try again later
└── StorageFull     507  no room on the disk
"""

from __future__ import annotations


class AuteurError(Exception):
    """`detail` is a sentence that a person can act on; `field` names the input it is about."""

    status = 500
    title = "Something went wrong"
    code = "internal"
    retry_after: int | None = None  # seconds

    def __init__(self, detail: str, *, code: str | None = None, field: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.code
        self.field = field


class SignInRequired(AuteurError):
    status, title, code = 401, "Sign in", "sign_in_required"


class Refused(AuteurError):
    status, title, code = 403, "Refused", "refused"


class NotFound(AuteurError):
    status, title, code = 404, "Not found", "not_found"


class Conflict(AuteurError):
    status, title, code = 409, "Conflict", "conflict"


class Stale(AuteurError):
    status, title, code = 412, "Changed meanwhile", "stale"


class TooLarge(AuteurError):
    status, title, code = 413, "Too large", "too_large"


class Unsupported(AuteurError):
    status, title, code = 415, "Unsupported type", "unsupported"


class Invalid(AuteurError):
    status, title, code = 422, "Invalid", "invalid"


class TooMany(AuteurError):
    status, title, code = 429, "Too many requests", "too_many"
    retry_after = 60


class Unavailable(AuteurError):
    status, title, code = 503, "Unavailable", "unavailable"
    retry_after = 2


class StorageFull(AuteurError):
    status, title, code = 507, "Disk full", "disk_full"
