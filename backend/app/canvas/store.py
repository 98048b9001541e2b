"""The canvas of a film: one file, guarded by the hash of its bytes."""

from __future__ import annotations

import hashlib

from pydantic import ValidationError

from app.canvas.schemas import Canvas, Viewport
from app.errors import Conflict, Stale
from app.files.paths import within
from app.files.write import Unreadable, encode_json, read_json
from app.projects.changing import editing
from app.projects.film import Film

EMPTY = Canvas(nodes=[], edges=[], viewport=Viewport(x=0, y=0, zoom=1))


def read(film: Film) -> tuple[Canvas, str]:
    """The canvas and its ETag. Raises `Conflict` when the file is damaged: it is never taken for empty."""
    try:
        canvas = Canvas.model_validate(read_json(within(film.folder, film.manifest.canvas)))
    except FileNotFoundError:
        canvas = EMPTY
    except (Unreadable, ValidationError) as error:
        raise Conflict("The canvas file on disk is damaged; restore it from Git.", code="canvas_damaged") from error
    return canvas, etag(canvas)


def write(film: Film, canvas: Canvas, if_match: str | None) -> bool:
    """Whether anything changed; it then waits to be committed. Raises `Stale` when it is another than `if_match`."""
    path = within(film.folder, film.manifest.canvas)
    with editing(film, "canvas") as edit:
        current = read(film)[1]
        if if_match not in {None, "*", current}:
            raise Stale("The canvas was changed elsewhere; load it again.", code="canvas_stale")
        if etag(canvas) != current or not path.exists():
            edit.make("canvas: save", {path: encode(canvas)})
            return True
    return False


def encode(canvas: Canvas) -> bytes:
    return encode_json(canvas.model_dump(mode="json"))


def etag(canvas: Canvas) -> str:
    return f'"{hashlib.sha256(encode(canvas)).hexdigest()[:24]}"'
