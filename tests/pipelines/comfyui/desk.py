"""Somebody who gives tasks to a ComfyUI pipeline, and watches."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.pipelines.comfyui import ComfyUIPipeline
from tests.pipelines.storyboard.studio import Studio
from tests.support.outside.comfyui import ComfyUI

SMALL = {"steps": 4, "width": 128, "height": 72}


@dataclass
class Wish(Studio):
    """A task's context; `watch` is called at every progress, and may raise `Cancelled`."""

    cancel_at: int = -1
    watch: Callable[[], None] = lambda: None

    def progress(
        self, step: int, total: int, description: str, preview: bytes | None = None, loss: float | None = None
    ) -> None:
        super().progress(step, total, description, preview, loss)
        self.watch()

    @property
    def picture(self) -> bytes:
        [(_, _, data)] = self.saved
        return data


def wish(prompt: str = "A lighthouse", **fields: Any) -> Wish:
    return Wish(prompt=prompt, parameters={**SMALL, **fields.pop("parameters", {})}, **fields)


def pipeline(*servers: ComfyUI, workspace: Path = Path("/nowhere"), patience: float = 10) -> ComfyUIPipeline:
    return ComfyUIPipeline([server.url for server in servers], workspace, patience)


class Running:
    """A wish that is made in a thread of its own; `ended` waits for it and raises what it raised."""

    def __init__(self, made_by: ComfyUIPipeline, made: Wish) -> None:
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(made_by, made), daemon=True)
        self._thread.start()

    def ended(self) -> None:
        self._thread.join(60)
        assert not self._thread.is_alive(), "it hangs"
        if self._error:
            raise self._error

    def _run(self, made_by: ComfyUIPipeline, made: Wish) -> None:
        try:
            made_by.run(made)
        except BaseException as error:  # noqa: BLE001  it is raised where it is waited for
            self._error = error


def steps(told: Sequence[Any]) -> list[int]:
    return [one.step for one in told]
