"""What a process takes of the machine's memory."""

from __future__ import annotations

import re
from pathlib import Path


def peak_of(pid: int) -> int:
    """The most that was ever resident, in bytes (`VmHWM`, proc(5))."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1]) * 1024
