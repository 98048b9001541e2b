"""All events of all domains as one tagged union: from here OpenAPI, the TypeScript types and validation come."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, RootModel

from app.agents.events import AgentTaskAssigned, AgentTaskCompleted, AgentTaskProgress
from app.assets.events import AssetAdded, AssetUpdated, FileUploaded
from app.characters.events import (
    BaseFaceUploaded,
    CharacterCreated,
    CharacterDeleted,
    CharacterLoraStatus,
    CharacterUpdated,
    CharacterUsageUpdated,
    VariationGenerated,
)
from app.cut.events import CutUpdated
from app.projects.events import (
    FileChanged,
    FileDeleted,
    GitCommitted,
    ProjectCreated,
    ProjectDeleted,
    ProjectUpdated,
    WorkspaceChanged,
)
from app.story.events import StoryUpdated
from app.takes.events import TakeCreated, TakeSelected, TakeUpdated
from app.tasks.events import (
    NodeErrorOccurred,
    NodeOutputReady,
    NodeProgressUpdated,
    NodeStateUpdated,
    TaskCancelled,
    TaskCompleted,
    TaskCreated,
    TaskFailed,
    TaskProgress,
    TaskQueued,
    TaskRetrying,
    TaskStarted,
)
from app.tasks.line.events import QueueUpdated
from app.tasks.runners.events import RunnerAssigned, RunnerCompleted, RunnerHeartbeat

AnyEvent = Annotated[
    ProjectCreated
    | ProjectUpdated
    | ProjectDeleted
    | WorkspaceChanged
    | StoryUpdated
    | CutUpdated
    | TaskCreated
    | TaskQueued
    | TaskStarted
    | TaskProgress
    | TaskCompleted
    | TaskFailed
    | TaskCancelled
    | TaskRetrying
    | NodeStateUpdated
    | QueueUpdated
    | RunnerAssigned
    | RunnerHeartbeat
    | RunnerCompleted
    | NodeProgressUpdated
    | NodeOutputReady
    | NodeErrorOccurred
    | TakeCreated
    | TakeSelected
    | TakeUpdated
    | FileUploaded
    | FileChanged
    | FileDeleted
    | AssetAdded
    | AssetUpdated
    | CharacterCreated
    | CharacterUpdated
    | CharacterDeleted
    | BaseFaceUploaded
    | CharacterUsageUpdated
    | VariationGenerated
    | CharacterLoraStatus
    | AgentTaskAssigned
    | AgentTaskProgress
    | AgentTaskCompleted
    | GitCommitted,
    Field(discriminator="type"),
]


class Event(RootModel[AnyEvent]):
    """Whatever a log may hold."""
