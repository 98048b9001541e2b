"""Messages that belong to one socket and to no log: they carry no `id`."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, RootModel

from app.schemas import Schema


class Told(Schema):
    project_id: str | None
    timestamp: datetime


class EstablishedData(Schema):
    client_id: str = Field(description="Of this socket; `ws:connection:{client_id}` in Redis while it is open.")
    project_id: str | None = Field(description="Whose events it brings; null for the workspace's alone.")
    last_event_id: str = Field(description="Where it goes on in the project's log, or the workspace's if it has none.")
    workspace_event_id: str = Field(description="Where it goes on in the workspace's log.")
    epoch: str = Field(description="Of `last_event_id`: another one means another log.")
    recovered: bool = Field(description="What was missed follows, all of it; otherwise fetch the state again.")


class ReconnectData(Schema):
    started: datetime = Field(description="Since when the backend that answers runs: later than the cut, it is new.")
    missed: int = Field(description="How many events follow that were missed.")


class ClosedData(Schema):
    code: int = Field(description="The code of the close that follows.")
    reason: str = Field(description="A sentence that a person can act on.")


class HeartbeatData(Schema):
    last_event_id: str = Field(description="The newest id in the project's log, or the workspace's if it has none.")
    workspace_event_id: str = Field(description="The newest id in the workspace's log.")


Ref = Annotated[str | None, Field(description="Of the command that is answered, if it had one.")]


class AckData(Schema):
    ref: Ref
    task_id: str | None = Field(description="The task that was submitted or cancelled.")


class SocketErrorData(Schema):
    ref: Ref
    code: str = Field(description="For programs.")
    detail: str = Field(description="A sentence that a person can act on.")


class PongData(Schema):
    ref: Ref


class ConnectionEstablished(Told):
    """The first words on each socket."""

    type: Literal["connection.established"]
    data: EstablishedData


class ContainerReconnect(Told):
    """The second words on a socket that came back with where it stood."""

    type: Literal["container.reconnect"]
    data: ReconnectData


class ConnectionClosed(Told):
    """The last words on a socket that the studio closes, where it can still be told."""

    type: Literal["connection.closed"]
    data: ClosedData


class SystemHeartbeat(Told):
    """Every 30 seconds at most. An id beyond what has come means that something was lost: come back with yours."""

    type: Literal["system.heartbeat"]
    data: HeartbeatData


class Ack(Told):
    """A command was obeyed."""

    type: Literal["ack"]
    data: AckData


class SocketError(Told):
    """A command was refused, or could not be read; the socket stays open."""

    type: Literal["error"]
    data: SocketErrorData


class Pong(Told):
    """The answer to `ping`."""

    type: Literal["pong"]
    data: PongData


AnyMessage = Annotated[
    ConnectionEstablished | ContainerReconnect | ConnectionClosed | SystemHeartbeat | Ack | SocketError | Pong,
    Field(discriminator="type"),
]


class Message(RootModel[AnyMessage]):
    """Whatever the studio says to one socket alone."""


class Command(Schema):
    """What a client may say: whether anyone is there, what it wants to hear, what is to be made, what is to stop."""

    type: Literal["ping", "subscribe", "start_generation", "node.execute", "task.cancel"] = Field(
        description="`start_generation` and `node.execute` submit a task, as REST does."
    )
    ref: str | None = Field(None, max_length=200, description="Comes back with the answer.")
    node_id: str | None = Field(None, max_length=200, description="The node that asks.")
    node_type: str | None = Field(None, max_length=100, description="What is to be made; `textToImage` if not said.")
    task_id: str | None = Field(None, max_length=64, description="The task to cancel.")
    task_ids: list[str] | None = Field(
        None, max_length=1000, description="`subscribe`: of tasks, only these; null for all."
    )
    types: list[str] | None = Field(None, max_length=100, description="`subscribe`: only these types; null for all.")
    parameters: dict[str, Any] = Field(
        default_factory=dict, description="`prompt`, `quality_preset` and the parameters of the task."
    )
