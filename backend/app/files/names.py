"""The one place that says which names may become files.

A film's folder is its name; everything a user uploads is stored under a name of ours, theirs is only a label.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from pathvalidate import ValidationError, validate_filename
from slugify import slugify

from app.errors import Invalid

MAX_NAME = 100
MAX_NAME_BYTES = 200
_PUNCTUATION = frozenset(" -_.'&()")


def film_name(raw: str) -> str:
    """A film's name, trimmed and in NFC, fit to be a folder on every system. Raises `Invalid`."""
    name = unicodedata.normalize("NFC", raw).strip()
    if not name:
        raise Invalid("A name is required.", field="name", code="name_required")
    _refuse_length(name)
    _refuse_characters(name)
    if name[0] == "." or name[-1] == ".":
        raise Invalid("Invalid name: it can't begin or end with a dot.", field="name", code="name_invalid")
    if name[0] == "-":
        raise Invalid("Invalid name: it can't begin with a dash.", field="name", code="name_invalid")
    _refuse_reserved(name)
    return name


def fold(name: str) -> str:
    """Two names with the same fold can't stand side by side."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def label(raw: str | None) -> str:
    """A user's file name as it may be shown: its last part, without control or format characters."""
    last = re.split(r"[\\/]", raw or "")[-1]
    shown = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C").strip()
    return shown[:MAX_NAME] or "untitled"


def stem(shown: str) -> str:
    """The readable part of a stored name: ASCII letters, digits and dashes, never empty."""
    return slugify(shown.rpartition(".")[0] or shown, max_length=48) or "file"


def is_content(path: str) -> bool:
    """Whether a file of this path is the film's, and neither hidden, as our temporaries are, nor an editor's own."""
    name = path.rpartition("/")[2]
    return not (name.startswith(".") or name.endswith("~"))


def refuse_hostile(raw: str | None) -> None:
    """Refuse a file name that only an attack or a broken client would send, plain or encoded. Raises `Invalid`."""
    name = raw or ""
    if _is_hostile(name) or _is_hostile(unquote(name)):
        raise Invalid(f"Invalid file name: {label(raw)!r} can't be stored.", field="files", code="file_name_invalid")


def _is_hostile(name: str) -> bool:
    folded = name.casefold()
    return (
        "/" in name
        or "\\" in name
        or name in {"", ".", ".."}
        or any(unicodedata.category(c)[0] == "C" for c in name)
        or folded.startswith(".git")
        or folded in {"project.json", ".lfsconfig"}
        or len(name.encode(errors="surrogatepass")) > MAX_NAME_BYTES
    )


def _refuse_length(name: str) -> None:
    if len(name) > MAX_NAME or len(name.encode(errors="surrogatepass")) > MAX_NAME_BYTES:
        raise Invalid(f"Invalid name: at most {MAX_NAME} characters.", field="name", code="name_invalid")


def _refuse_characters(name: str) -> None:
    for c in name:
        if c not in _PUNCTUATION and unicodedata.category(c)[0] not in "LNM":
            shown = c if c.isprintable() else f"U+{ord(c):04X}"
            raise Invalid(f"Invalid name: it can't contain “{shown}”.", field="name", code="name_invalid")


def _refuse_reserved(name: str) -> None:
    try:
        validate_filename(name, platform="universal", max_len=255)
    except ValidationError:
        raise Invalid(f"Invalid name: “{name}” is reserved.", field="name", code="name_invalid") from None
    if fold(name) == "library":
        raise Invalid("Invalid name: “Library” is reserved.", field="name", code="name_invalid")
