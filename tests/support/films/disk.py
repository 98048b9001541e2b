"""What Git and the disk say of a film, asked without the studio's own code."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.support.waiting import eventually

POINTER = "version https://git-lfs.github.com/spec/v1\n"


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def commits(folder: Path) -> list[str]:
    """Whole messages, the newest first."""
    return [message.strip() for message in git(folder, "log", "--format=%B%x00").split("\0") if message.strip()]


def clean(folder: Path) -> bool:
    return not git(folder, "status", "--porcelain")


def committed(folder: Path) -> None:
    """Returns once nothing waits to be committed and the status is clean."""
    eventually(lambda: not list((folder / ".auteur/outbox").glob("*.json")) and clean(folder))


def is_pointer(folder: Path, path: str) -> bool:
    return git(folder, "show", f"HEAD:{path}").startswith(POINTER)


def sound(folder: Path) -> bool:
    """Git and Git LFS find nothing wrong; each exits non-zero otherwise."""
    git(folder, "fsck", "--strict")
    return "Git LFS fsck OK" in git(folder, "lfs", "fsck")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file beneath `folder` by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
