from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from app.config import Settings
from app.errors import Invalid
from app.pipelines.base import Context, Pipeline
from app.pipelines.container.confinement import Limits, confined, owner
from app.pipelines.container.engine import Engine
from app.pipelines.container.errors import RunnerError
from app.pipelines.container.following import Following
from app.pipelines.container.job import job
from app.pipelines.container.leftovers import PREFIX, labels, sweep
from app.pipelines.container.outputs import collect

_SEEN_SECONDS = 5.0  # for so long, what was seen of the engine holds


class ContainerPipeline:
    """Serves what its images say, while the engine has them."""

    id: str = "container"
    version: str = "1.0"

    def __init__(self, images: Sequence[str], limits: Limits) -> None:
        self._images, self._limits = images, limits
        self._engine = Engine()
        self._seen = -_SEEN_SECONDS
        self._serving: dict[str, frozenset[str]] = {}
        with suppress(RunnerError):  # without an engine, nothing can be left over
            sweep(self._engine)

    @property
    def serves(self) -> frozenset[str]:
        if time.monotonic() - self._seen > _SEEN_SECONDS:
            self._serving = {image: self._engine.serves(image) for image in self._images}
            self._seen = time.monotonic()
        return frozenset().union(*self._serving.values())

    def run(self, context: Context) -> None:
        image = next((image for image in self._images if context.task_type in self._engine.serves(image)), None)
        if image is None:
            raise RunnerError(f"No runner image makes {context.task_type}.")
        with _folder() as folder:
            (folder / "job/job.json").write_bytes(job(context))
            options = confined(self._limits, context.folder.resolve(), folder) | {"labels": labels(folder)}
            container = self._engine.start(image, options)
            try:
                done = Following(self._engine, container, folder / "output", self._limits, context).end()
            finally:
                self._engine.remove(container)
            for name, extension, data in collect(folder / "output", done.outputs):
                context.save(name, extension, data)
        context.progress(1, 1, "Done")


def build(settings: Settings) -> Pipeline:
    """Raises `Invalid` where no image is named."""
    if not settings.runner_images:
        raise Invalid("AUTEUR_PIPELINES names container: say in AUTEUR_RUNNER_IMAGES what runs there.")
    memory = settings.auteur_runner_memory_mb * 2**20
    return ContainerPipeline(settings.runner_images, Limits(cpus=settings.auteur_runner_cpus, memory=memory))


@contextmanager
def _folder() -> Iterator[Path]:
    """With an empty `output` that the runner may write."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        for name in ("job", "output"):
            (folder / name).mkdir()
        folder.chmod(0o711)
        if os.geteuid() == 0:
            os.chown(folder / "output", owner(), owner())
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
