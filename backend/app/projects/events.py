from __future__ import annotations

from typing import Literal

from app.events.schemas import Envelope
from app.projects.schemas import Project
from app.schemas import Schema


class ProjectData(Schema):
    project: Project


class ProjectDeletedData(Schema):
    project_id: str


class GitCommittedData(Schema):
    commit: str
    message: str
    paths: list[str]


class FileData(Schema):
    path: str
    asset_type: str | None
    change: Literal["added", "modified", "deleted"]


class ProjectCreated(Envelope):
    type: Literal["project.created"]
    data: ProjectData


class ProjectUpdated(Envelope):
    type: Literal["project.updated"]
    data: ProjectData


class ProjectDeleted(Envelope):
    type: Literal["project.deleted"]
    data: ProjectDeletedData


class GitCommitted(Envelope):
    type: Literal["git.committed"]
    data: GitCommittedData


class FileDeleted(Envelope):
    type: Literal["file.deleted"]
    data: FileData


class FileChanged(Envelope):
    type: Literal["file.changed"]
    data: FileData
