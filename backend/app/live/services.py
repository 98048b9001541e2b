"""What the sockets need, put together once a process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.live.outside.listening import Outside
from app.live.pulse import Pulse
from app.live.reader import Reader
from app.live.relay import Relay
from app.projects.store import Films
from app.tasks.service import Tasks


@dataclass(frozen=True)
class Live:
    started: datetime
    reader: Reader
    relay: Relay
    pulse: Pulse
    films: Films
    tasks: Tasks
    outside: Outside
