"""What goes through Git LFS, and whether LFS is there at all."""

from __future__ import annotations

import functools
import re
import shutil
from pathlib import PurePosixPath

_PICTURES = "png jpg jpeg webp gif tif tiff bmp psd exr hdr dpx tga heic avif pdf"
_MOTION_AND_SOUND = "mp4 mov mkv webm avi mxf m4v wav mp3 flac aac ogg opus m4a aif aiff"
_SCENES = "glb gltf fbx obj usd usdc usdz blend abc ply stl"
_WEIGHTS_AND_ARCHIVES = "safetensors ckpt pt pth bin onnx gguf npz npy zip otioz"
MEDIA = frozenset(f"{_PICTURES} {_MOTION_AND_SOUND} {_SCENES} {_WEIGHTS_AND_ARCHIVES}".split(" "))

_FILTER = "filter=lfs diff=lfs merge=lfs -text"
ATTRIBUTES = "".join(f"*.{extension} {_FILTER}\n" for extension in sorted(MEDIA))
LARGE = 10 * 1024 * 1024  # bytes; a file above goes through LFS whatever its type
_GLOB = re.compile(r"[\\*?\[\]]")
POINTER_LIMIT = 1024  # bytes; the specification of LFS pointers asks for less


def is_media(path: str) -> bool:
    return PurePosixPath(path).suffix.lower().lstrip(".") in MEDIA


def is_shouted(path: str) -> bool:
    """Media by its extension, though not in lower case."""
    suffix = PurePosixPath(path).suffix
    return is_media(path) and suffix != suffix.lower()


def rule_for(path: str) -> str:
    """The line of `.gitattributes` that sends exactly this file through LFS (gitattributes(5), pattern quoting)."""
    escaped = _GLOB.sub(r"\\\g<0>", path)
    quoted = escaped.replace("\\", "\\\\").replace('"', '\\"')
    return f'"/{quoted}" {_FILTER}\n'


def is_rule(line: str) -> bool:
    """Whether `rule_for` made it."""
    return line.startswith('"/') and line.endswith(f'" {_FILTER}\n')


@functools.cache
def installed() -> bool:
    return shutil.which("git-lfs") is not None
