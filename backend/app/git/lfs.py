"""What goes through Git LFS, and whether LFS is there at all."""

from __future__ import annotations

import functools
import shutil
from pathlib import PurePosixPath

MEDIA = ["png", "jpg", "jpeg", "webp", "gif", "tif", "tiff", "bmp", "psd", "exr", "hdr", "dpx", "tga", "heic", "avif", "mp4", "mov", "mkv", "webm", "avi", "mxf", "m4v", "wav", "mp3", "flac", "aac", "ogg", "opus", "m4a", "aif", "aiff", "glb", "gltf", "fbx", "obj", "usd", "usdc", "usdz", "blend", "abc", "ply", "stl", "safetensors", "ckpt", "pt", "pth", "bin", "onnx", "gguf", "npz", "npy", "zip", "otioz", "pdf"]

ATTRIBUTES = "".join(f"*.{extension} filter=lfs diff=lfs merge=lfs -text\n" for extension in MEDIA)
POINTER_LIMIT = 1024  # bytes; the specification of LFS pointers asks for less


def is_media(path: str) -> bool:
    return PurePosixPath(path).suffix.lower().lstrip(".") in _MEDIA


@functools.cache
def installed() -> bool:
    return shutil.which("git-lfs") is not None


_MEDIA = frozenset(MEDIA)
