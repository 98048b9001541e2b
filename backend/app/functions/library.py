"""The function templates that there are: those of the studio, and those in the workspace's library."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import structlog
from pydantic import ValidationError

from app.errors import NotFound
from app.files.cached import Remembered, listed, stamp
from app.files.write import Unreadable, read_json
from app.functions.schemas import Refusal, Template

log = structlog.get_logger()

_SHIPPED = Path(__file__).parent / "shipped"
_FOLDER = "Library/Pipeline_Templates"
_MAX_BYTES = 4 * 1024 * 1024  # a workflow with all its nodes is a tenth of that
_read: Remembered[Template | Refusal] = Remembered()


class Library:
    """Looks at the disk at each question. The first template of an id holds it, the studio's before any other."""

    def __init__(self, workspace: Path) -> None:
        self._folder = workspace / _FOLDER

    def all(self) -> list[Template]:
        return [each for each in self._found() if isinstance(each, Template)]

    def refused(self) -> list[Refusal]:
        return [each for each in self._found() if isinstance(each, Refusal)]

    def get(self, template_id: str) -> Template:
        """Raises `NotFound`."""
        if template := self._find(template_id):
            return template
        raise NotFound("There is no function template with this id.", code="template_not_found")

    def pipelines(self, template_id: str | None) -> frozenset[str] | None:
        """Those that may make its tasks. None, as without a template, where the studio's own mean no more than their
        type; none at all for one that is gone."""
        template = self._find(template_id)
        if template_id is None or (template and is_shipped(template)):
            return None
        return frozenset(template.needs.pipelines if template else ())

    def said(self, template_id: str | None, pipeline: str) -> Mapping[str, Any]:
        """What a template says to one pipeline alone."""
        template = self._find(template_id)
        return template.said_to(pipeline) if template else {}

    def sha256(self, template_id: str | None) -> str | None:
        """Of what it says, however it is set out. Takes name it: the same words must always give the same."""
        template = self._find(template_id)
        if template is None:
            return None
        told = json.dumps(template.model_dump(mode="json"), indent=2, ensure_ascii=False)
        return hashlib.sha256(f"{told}\n".encode()).hexdigest()

    def _find(self, template_id: str | None) -> Template | None:
        return next((each for each in self.all() if each.id == template_id), None) if template_id else None

    def _found(self) -> Iterator[Template | Refusal]:
        known = {template.id for template in shipped()}
        yield from shipped()
        for name in listed(str(self._folder)).files:
            if not name.endswith(".json") or name.startswith("."):
                continue
            found = _opened(self._folder / name)
            if isinstance(found, Template) and found.id in known:
                yield Refusal(file=name, reason=f"There is already a template with the id {found.id}.")
                continue
            if isinstance(found, Template):
                known.add(found.id)
            yield found


@cache
def shipped() -> tuple[Template, ...]:
    return tuple(Template.model_validate(read_json(path)) for path in sorted(_SHIPPED.glob("*.json")))


def is_shipped(template: Template) -> bool:
    return any(template is each for each in shipped())


def _opened(path: Path) -> Template | Refusal:
    return _read.get(path, stamp(path), lambda: _parse(path))


def _parse(path: Path) -> Template | Refusal:
    try:
        if not path.is_file() or path.stat().st_size > _MAX_BYTES:
            return _refused(path, f"It is no file of at most {_MAX_BYTES // 2**20} MiB.")
        return Template.model_validate(read_json(path))
    except (OSError, Unreadable) as error:
        return _refused(path, f"It can't be read: {error}")
    except ValidationError as error:
        first = error.errors()[0]
        return _refused(path, f"{'.'.join(map(str, first['loc'])) or 'the file'}: {first['msg']}")


def _refused(path: Path, reason: str) -> Refusal:
    log.warning("template.refused", file=path.name, reason=reason)
    return Refusal(file=path.name, reason=reason)
