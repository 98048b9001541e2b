"""How files begin. Where two patterns fit, the first one counts."""

from __future__ import annotations

import re

LFS_POINTER = "application/x-git-lfs-pointer"
PICKLE = "application/x-pickle"
SAFETENSORS = "application/x-safetensors"
BYTES = "application/octet-stream"
EMPTY = "application/x-empty"

_PATTERNS = {
    rb"\Z": EMPTY,
    rb"version https://git-lfs\.github\.com/spec/v1\r?\n.{0,960}\Z": LFS_POINTER,  # a longer one is no pointer
    rb"\x89PNG\r\n\x1a\n": "image/png",
    rb"\xff\xd8\xff": "image/jpeg",
    rb"GIF8[79]a": "image/gif",
    rb"RIFF.{4}WEBP": "image/webp",
    rb"II[*+]\0|MM\0[*+]": "image/tiff",
    rb"BM.{4}\0{4}": "image/bmp",
    rb".{4}ftypavi[fs]": "image/avif",
    rb".{4}ftyp(hei[cmsx]|hev[cmx]|mif1|msf1)": "image/heic",
    rb"v/1\x01": "image/x-exr",
    rb"#\?(RADIANCE|RGBE)\n": "image/vnd.radiance",
    rb".{4}ftypM4[AB] ": "audio/mp4",
    rb".{4}ftypqt  ": "video/quicktime",
    rb".{4}ftyp": "video/mp4",
    rb".{4}(moov|mdat|wide|skip)": "video/quicktime",  # as written before there were brands
    rb"\x1aE\xdf\xa3.{,60}webm": "video/webm",
    rb"\x1aE\xdf\xa3": "video/x-matroska",
    rb"RIFF.{4}AVI ": "video/x-msvideo",
    rb"\0\0\x01[\xb3\xba]": "video/mpeg",
    rb"G.{187}G.{187}G": "video/mp2t",
    rb"\x06\x0e\x2b\x34": "application/mxf",
    rb"OggS.{24,40}\x80theora": "video/ogg",
    rb"OggS": "audio/ogg",
    rb"(RIFF|RF64).{4}WAVE": "audio/wav",
    rb"FORM.{4}AIF[CF]": "audio/aiff",
    rb"fLaC": "audio/flac",
    rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xef]": "audio/mpeg",
    rb"\xff[\xf0\xf1\xf8\xf9]": "audio/aac",
    rb"PK(\x03\x04|\x05\x06)": "application/zip",
    rb"\x80[\x02-\x05][(-}\x8a\x95]": PICKLE,  # a protocol, then one of the opcodes that can follow
    rb"#EXTM3U": "application/vnd.apple.mpegurl",
    rb"(?i)(\xef\xbb\xbf)?\s*<(!doctype\s+html|html|head|body|script)\b": "text/html",
    rb"(\xef\xbb\xbf)?\s*<(?=.*<svg\b|svg\b)": "image/svg+xml",
    rb"(\xef\xbb\xbf)?\s*<\?xml\b": "application/xml",
}
SIGNATURES = tuple((re.compile(pattern, re.DOTALL), mime) for pattern, mime in _PATTERNS.items())

# A length of eight bytes, then the JSON of the header. Looked for last, since any text could begin so.
SAFETENSORS_HEAD = re.compile(rb'.{8}\{\s*["}]', re.DOTALL)
