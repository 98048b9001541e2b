"""The job as a runner reads it: `/job/job.json`, with the film at `/film` and an empty folder at `/output`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.pipelines.base import Context
from app.pipelines.container.errors import RunnerError

FILM, JOB, OUTPUT = "/film", "/job", "/output"


def job(context: Context) -> bytes:
    """Everything of the context; a file is its path inside. Raises `RunnerError`."""
    told = {
        "type": context.task_type,
        "prompt": context.prompt,
        "seed": context.seed,
        "parameters": context.parameters,
        "template": context.template,
        "characters": [asdict(each) for each in context.characters],
        "location": asdict(context.location) if context.location else None,
        "style": asdict(context.style) if context.style else None,
        "source": context.source,
        "mask": context.mask,
    }
    return json.dumps(_inside(told, context.folder.resolve()), indent=2).encode()


def _inside(value: Any, film: Path) -> Any:
    match value:
        case Path():
            return _path(value, film)
        case Mapping():
            return {name: _inside(each, film) for name, each in value.items()}
        case str():
            return str(value)
        case Sequence():
            return [_inside(each, film) for each in value]
    return value


def _path(path: Path, film: Path) -> str:
    try:
        return f"{FILM}/{path.resolve().relative_to(film)}"
    except ValueError as error:
        raise RunnerError(f"{path.name} lies outside of the film: a runner can't read it.") from error
