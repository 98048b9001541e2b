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
    """`last_event_id` and `workspace_event_id` are the positions from which this socket goes on."""

    client_id: str
    project_id: str | None
    last_event_id: str
    workspace_event_id: str
    epoch: str
    recovered: bool


class HeartbeatData(Schema):
    last_event_id: str
    workspace_event_id: str


class AckData(Schema):
    ref: str | None
    task_id: str | None


class SocketErrorData(Schema):
    ref: str | None
    code: str
    detail: str


class PongData(Schema):
    ref: str | None


class ConnectionEstablished(Told):
    type: Literal["connection.established"]
    data: EstablishedData


class SystemHeartbeat(Told):
    type: Literal["system.heartbeat"]
    data: HeartbeatData


class Ack(Told):
    type: Literal["ack"]
    data: AckData


class SocketError(Told):
    type: Literal["error"]
    data: SocketErrorData


class Pong(Told):
    type: Literal["pong"]
    data: PongData


class Message(
    RootModel[
        Annotated[ConnectionEstablished | SystemHeartbeat | Ack | SocketError | Pong, Field(discriminator="type")]
    ]
):
    """Whatever the studio says to one socket alone."""


class Command(Schema):
    """What a client may say. `ref` comes back with the answer."""

    type: Literal["ping", "subscribe", "start_generation", "node.execute", "task.cancel"]
    ref: str | None = Field(None, max_length=200)
    node_id: str | None = Field(None, max_length=200)
    node_type: str | None = Field(None, max_length=100)
    task_id: str | None = Field(None, max_length=64)
    task_ids: list[str] | None = Field(None, max_length=1000)
    types: list[str] | None = Field(None, max_length=100)
    parameters: dict[str, Any] = Field(default_factory=dict)
