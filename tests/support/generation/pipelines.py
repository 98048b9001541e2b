"""Pipelines that do what a test needs of one, through the same context as every other."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.config import Settings
from app.pipelines.base import Context, Pipeline
from app.pipelines.null import NullPipeline

POISON = "poison"


class Recipe:
    """A pipeline that is one function."""

    id = "recipe"
    version = "1.0"
    serves = frozenset({"text_to_image"})

    def __init__(self, run: Callable[[Context], None]) -> None:
        self._run = run

    def run(self, context: Context) -> None:
        self._run(context)


class GatedPipeline(NullPipeline):
    """Waits in the middle of its work at the gate that its prompt names."""

    id = "gated"

    def run(self, context: Context) -> None:
        context.progress(1, 2, "At the gate")
        Path(context.prompt).read_bytes()
        context.progress(2, 2, "Through the gate")
        super().run(context)


def gated(_: Settings) -> Pipeline:
    return GatedPipeline()


class PoisonousPipeline(NullPipeline):
    """Kills the process that makes a task whose prompt is `POISON`."""

    id = "poisonous"

    def run(self, context: Context) -> None:
        if context.prompt == POISON:
            os.kill(os.getpid(), signal.SIGKILL)
        super().run(context)


def poisonous(_: Settings) -> Pipeline:
    return PoisonousPipeline()


class Gate:
    """A named pipe: whoever reads it waits until it is opened, and opening it waits for a reader."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.path = path

    def open(self) -> None:
        with self.path.open("wb"):
            pass

    def open_again(self) -> None:
        """For whoever waits anew, after being stopped while waiting; there may be nobody."""
        with suppress(OSError):
            os.close(os.open(self.path, os.O_WRONLY | os.O_NONBLOCK))
