"""Kills at the named points: of this process, as an exception that nothing catches, or of a studio's for good."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

from app.faults import Point


class Killed(BaseException):
    """As sudden for the code as the end of its process; nothing of ours catches it."""


@contextmanager
def killed_at(module: ModuleType, point: Point) -> Iterator[None]:
    """Whoever passes `point` in `module` gets no further."""

    def pass_by(passed: Point) -> None:
        if passed is point:
            raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "crash_point", pass_by)
        yield


class Crashes:
    """The folder through which a studio's processes are told where to die."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    def arm(self, point: Point, passing: int = 1) -> None:
        """Whoever is the `passing`-th to come by dies."""
        (self.folder / f"{point}.{passing}").touch()

    def happened(self, point: Point) -> bool:
        return not list(self.folder.glob(f"{point}.*"))

    def disarm(self) -> None:
        for waiting in self.folder.iterdir():
            waiting.unlink(missing_ok=True)

    @property
    def variables(self) -> dict[str, str]:
        return {"AUTEUR_CRASH_FOLDER": str(self.folder), "AUTEUR_TEST_BUILD": "yes"}
