from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from app.schemas import Body, Schema

RelativePath = Annotated[str, Field(min_length=1, max_length=1000)]


class GitChange(Schema):
    path: str
    state: str


class GitStatus(Schema):
    branch: str
    current_commit: str | None
    is_dirty: bool
    ahead: int
    changes: list[GitChange]


class LogEntry(Schema):
    commit: str
    author: str
    at: datetime
    message: str


class ChangedFile(Schema):
    """Sizes in bytes, of the media itself where LFS keeps it."""

    path: str
    change: Literal["added", "modified", "deleted"]
    media: bool
    size_before: int | None
    size_after: int | None


class Diff(Schema):
    """`text` is a unified diff of what is no media; media are told by their sizes."""

    before: str
    after: str
    files: list[ChangedFile]
    text: str


class CommitRequest(Body):
    message: str = Field(min_length=1, max_length=5000)


class RestoreRequest(Body):
    """Without `paths` everything that the commit holds."""

    commit: str = Field(max_length=64)
    paths: list[RelativePath] = Field(default_factory=list, max_length=1000)


class Committed(Schema):
    """`commit` is None when there was nothing to commit; `refused` are names that may not enter a film."""

    commit: str | None
    paths: list[str]
    refused: list[str]
