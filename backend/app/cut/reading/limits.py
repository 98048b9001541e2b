from __future__ import annotations

from enum import IntEnum
from typing import Final

MAX_BYTES: Final = 16 * 2**20  # of the timeline itself; a cut of ten thousand clips has half of it
MAX_BUNDLE_BYTES: Final = 2**30  # of an .otioz with its media
MEMORY: Final = 2**30  # bytes of address space
SECONDS: Final = 20  # by the clock

ADAPTERS: Final = {".otio": "otio_json", ".otioz": "otioz", ".edl": "cmx_3600", ".fcpxml": "fcpx_xml"}


class Verdict(IntEnum):
    """The child's exit status."""

    READ = 0
    UNREADABLE = 3
    TOO_LARGE = 4
