"""Events to fill a log with."""

from __future__ import annotations

from app.events.log import Draft, draft
from app.projects.events import FileChanged, FileData


def change(path: str = "a.txt", log: str = "film") -> Draft:
    return draft(FileChanged, log, FileData(path=path, asset_type=None, change="modified"))
