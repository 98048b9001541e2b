"""The one place that makes Redis names for events: channels to wake relays, keys of the logs."""

from __future__ import annotations

WORKSPACE = "workspace"  # the log of workspace-wide events; project ids are UUIDs and never collide with it
BROADCAST = "websocket:broadcast"
HEARD = ("project:*:events", "project:*:commands", "task:*")  # with `BROADCAST`, all that relays listen to


def wake(log: str) -> str:
    return BROADCAST if log == WORKSPACE else f"project:{log}:events"


def mirror(log: str) -> str:
    """Where task and character events of a project are told a second time, for outside runners."""
    return f"task:{log}"


def log_of(channel: str) -> str:
    return WORKSPACE if channel == BROADCAST else channel.split(":")[1]


def commands(project_id: str) -> str:
    """Where outside programs ask for what sockets ask for."""
    return f"project:{project_id}:commands"


def is_commands(channel: str) -> bool:
    return channel.startswith("project:") and channel.endswith(":commands")


def head(log: str) -> str:
    """Hash of `epoch` and `seq`."""
    return f"events:{log}:head"


def stream(log: str) -> str:
    return f"events:{log}:stream"
