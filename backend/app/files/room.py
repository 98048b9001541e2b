"""Room on the disk. Some of it stays free, so that what is there can still be worked with."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from app.errors import StorageFull


def require(folder: Path, size: int, reserve: int) -> None:
    """Raises `StorageFull` where `size` bytes more would reach into the reserve."""
    if shutil.disk_usage(folder).free < size + reserve:
        raise StorageFull("There is no room for this file; make some, then send it again.")


def ran_out(error: BaseException) -> bool:
    """Whether it says that the disk, or someone's share of it, is full."""
    full = isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}
    return full or isinstance(error, StorageFull)
