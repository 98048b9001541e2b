"""When a name says one thing and the content another."""

from __future__ import annotations

from pathlib import PurePath

from app.worker.recognition.signatures import BYTES, EMPTY, LFS_POINTER, PICKLE, SAFETENSORS

_PICTURE, _MOTION_OR_SOUND, _SCREENPLAY = "a picture", "a film or a sound", "a screenplay"
_WEIGHTS = "a model's weights"

_EXTENSIONS = {
    _PICTURE: "png jpg jpeg webp gif tif tiff bmp avif exr hdr",
    _MOTION_OR_SOUND: "mp4 m4v mov mkv webm avi mpg mpeg mxf wav mp3 flac ogg oga ogv opus m4a aac aif aiff",
    _WEIGHTS: "safetensors ckpt pt pth pkl pickle",
    _SCREENPLAY: "fountain",
}
_CLAIMS = {f".{extension}": claim for claim, listed in _EXTENSIONS.items() for extension in listed.split(" ")}
_FAMILIES = {
    "image": _PICTURE,
    "video": _MOTION_OR_SOUND,
    "audio": _MOTION_OR_SOUND,
    "application/mxf": _MOTION_OR_SOUND,
    SAFETENSORS: _WEIGHTS,
    PICKLE: _WEIGHTS,
    "application/zip": "a ZIP archive",
    "text/x-fountain": _SCREENPLAY,
    "text/html": "a web page (HTML)",
    "image/svg+xml": "a drawing (SVG)",
    "application/vnd.apple.mpegurl": "a playlist that points to media elsewhere",
    "text": "text",
    EMPTY: "nothing at all",
    BYTES: "nothing that can be recognised as one",
}
_REFUSALS = {
    LFS_POINTER: "This is only a Git LFS pointer, not the file itself: run “git lfs pull” where it comes from and "
    "upload it again.",
    PICKLE: "Python pickles can run any program when they are opened: convert the weights to .safetensors.",
}


def refusal(mime: str) -> str | None:
    """Why such a content is not taken under any name."""
    return _REFUSALS.get(mime)


def contradiction(name: str, mime: str) -> str | None:
    """Why a file called `name` can't be right with this content. Names that promise nothing contradict nothing."""
    claimed = _CLAIMS.get(PurePath(name.lower()).suffix)
    found = _FAMILIES.get(mime) or _FAMILIES.get(mime.partition("/")[0], mime)
    if claimed in {None, found} or (claimed == _WEIGHTS and mime == "application/zip"):  # which may hold a pickle
        return None
    return f"“{name}” is named like {claimed}, but holds {found}."
