"""A container from its start to its end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.pipelines.base import Context
from app.pipelines.container.confinement import Limits
from app.pipelines.container.engine import Engine, Voice
from app.pipelines.container.errors import RunnerError
from app.pipelines.container.messages import Done, Failed, Message, Progress
from app.pipelines.container.outputs import read, size

_LOOK_SECONDS = 1.0
_JPEG = b"\xff\xd8"
_PREVIEW_BYTES = 4 * 2**20


class Following:
    def __init__(self, engine: Engine, container: Any, output: Path, limits: Limits, context: Context) -> None:
        self._engine, self._container = engine, container
        self._output, self._limits, self._context = output, limits, context
        self._at = Progress(step=0, total=1, description="Starting")
        self._done: Done | None = None

    def end(self) -> Done:
        """Raises `RunnerError`, and what the context raises."""
        voice = Voice(self._container)
        while not voice.over:
            message = voice.next(_LOOK_SECONDS)
            self._context.progress(self._at.step, self._at.total, self._at.description, self._take(message))
            self._refuse_floods()
        return self._judged(self._engine.state(self._container))

    def _take(self, message: Message | None) -> bytes | None:
        match message:
            case Progress():
                self._at = message.model_copy(update={"step": max(self._at.step, min(message.step, message.total - 1))})
                return self._preview(message.preview) if message.preview else None
            case Failed():
                raise RunnerError(f"The runner says: {message.error}")
            case Done():
                self._done = message
        return None

    def _preview(self, name: str) -> bytes | None:
        picture = read(self._output / name)
        return picture if picture.startswith(_JPEG) and len(picture) <= _PREVIEW_BYTES else None

    def _refuse_floods(self) -> None:
        if size(self._output) > self._limits.output:
            raise RunnerError(f"The runner wrote more than {self._limits.output // 2**20} MiB.")

    def _judged(self, state: dict[str, Any]) -> Done:
        if state["OOMKilled"]:
            raise RunnerError(f"The runner needed more than {self._limits.memory // 2**20} MiB of memory.")
        if state["Running"]:
            raise RunnerError("The runner closed its output and goes on.")
        if state["ExitCode"] != 0:
            words = self._engine.last_words(self._container) or "without a word"
            raise RunnerError(f"The runner ended with {state['ExitCode']}: {words[-1000:]}")
        if self._done is None:
            raise RunnerError("The runner ended well and named no output.")
        return self._done
