"""Exports of a cut, made like anything else: with a lease, progress and cancelling."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.pipelines.base import Context, Pipeline
from app.projects.film import at
from app.tasks.runners.routing import EXPORTER
from app.tasks.schemas import TaskType
from app.worker.exporting import animatic, editorial, storyboard
from app.worker.exporting.reel import Reel

_FORMATS: Mapping[str, Callable[[Context, Reel], None]] = {
    "mp4": animatic.export,
    "otio": editorial.otio_file,
    "otioz": editorial.otio_bundle,
    "edl": editorial.edl,
    "fcpxml": editorial.fcpxml,
    "pdf": storyboard.export,
}


class Exporter:
    """The cut is taken as it stands when the work begins."""

    id = EXPORTER
    version = "1"
    serves = frozenset({TaskType.EXPORT.value})

    def run(self, context: Context) -> None:
        _FORMATS[context.parameters["format"]](context, Reel.of(at(context.folder)))


EXPORTERS: tuple[Pipeline, ...] = (Exporter(),)
