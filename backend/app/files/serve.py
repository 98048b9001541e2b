"""Users' files on their way to a browser: never sniffed, never executed, in ranges where asked for."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from fastapi.responses import FileResponse

from app.errors import NotFound
from app.files.pointer import is_pointer

# SVG and HTML can carry scripts: whatever is not listed leaves as an attachment.
_INLINE = frozenset(
    {
        "image/png",
        "image/jpeg",
        "image/webp",
        "image/gif",
        "video/mp4",
        "video/webm",
        "audio/mpeg",
        "audio/wav",
        "audio/x-wav",
        "audio/flac",
        "audio/ogg",
    }
)
HEADERS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}


def media_type(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def media(path: Path, mime: str, name: str, *, immutable: bool = False, to_keep: bool = False) -> FileResponse:
    """Answers ranges and `ETag`s; what is `to_keep` is saved by a browser, not shown. Raises `NotFound` when the file
    is gone, or was never fetched."""
    if not path.is_file():
        raise NotFound("The file is no longer on disk.", code="file_missing")
    if is_pointer(path):
        raise NotFound("Only its Git LFS pointer is here: run “git lfs pull” in the film's folder.", code="not_fetched")
    cache = "private, max-age=31536000, immutable" if immutable else "private, no-cache"
    disposition = "inline" if mime in _INLINE and not to_keep else "attachment"
    return FileResponse(
        path,
        media_type=mime,
        filename=name,
        content_disposition_type=disposition,
        headers=HEADERS | {"Cache-Control": cache},
    )
