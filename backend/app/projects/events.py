from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.events.schemas import Envelope, WorkspaceWide
from app.projects.schemas import Project
from app.schemas import Schema


class ProjectData(Schema):
    project: Project = Field(description="As the list of projects has it.")


class ProjectDeletedData(Schema):
    project_id: str = Field(description="The film that is gone.")


class GitCommittedData(Schema):
    commit: str = Field(description="Its whole hash.")
    message: str = Field(description="What was done; the first line says it.")
    paths: list[str] = Field(description="What it holds, from the film's folder.")


class FileData(Schema):
    path: str = Field(description="From the film's folder.")
    asset_type: str | None = Field(description="What the folder holds, if it is one of assets.")
    change: Literal["added", "modified", "deleted"] = Field(description="What happened to it.")


class WorkspaceChange(Schema):
    project_id: str = Field(description="Which film, or which damaged folder.")
    change: Literal["created", "updated", "deleted"] = Field(description="What happened to it.")


class WorkspaceChangedData(Schema):
    changes: list[WorkspaceChange] = Field(description="Each told by an event of its own before.")


class ProjectCreated(WorkspaceWide):
    """There is a new film."""

    type: Literal["project.created"]
    data: ProjectData


class ProjectUpdated(WorkspaceWide):
    """A film's summary has changed."""

    type: Literal["project.updated"]
    data: ProjectData


class ProjectDeleted(WorkspaceWide):
    """A film is gone with everything in it."""

    type: Literal["project.deleted"]
    data: ProjectDeletedData


class WorkspaceChanged(WorkspaceWide):
    """Others than the studio copied films in, renamed or removed them."""

    type: Literal["workspace.changed"]
    data: WorkspaceChangedData


class GitCommitted(Envelope):
    """The film's history has grown by a commit."""

    type: Literal["git.committed"]
    data: GitCommittedData


class FileDeleted(Envelope):
    """A file of the film is gone."""

    type: Literal["file.deleted"]
    data: FileData


class FileChanged(Envelope):
    """A file of the film was written."""

    type: Literal["file.changed"]
    data: FileData
