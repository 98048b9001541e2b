"""Keeps the processes of a stack alive, by supervisord (http://supervisord.org/configuration.html)."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from xmlrpc.client import Fault, ServerProxy

from supervisor.xmlrpc import SupervisorTransport

from launch.leftovers import MARKER
from launch.programs import escaped, sections
from launch.stack import ROOT, LaunchError, Stack

# Unix socket paths end at 108 bytes; supervisord binds a name with its process id behind it first.
_SOCKET_PATH_LIMIT = 95


@dataclass(frozen=True)
class ProcessState:
    name: str
    state: str
    description: str
    started: int
    pid: int


class Supervisor:
    """Speaks to the supervisord of one stack; `ConnectionError` or `FileNotFoundError` where none answers."""

    def __init__(self, run_dir: Path) -> None:
        self._socket = f"unix://{run_dir / 'supervisor.sock'}"

    def answers(self) -> bool:
        try:
            return bool(self._call("getState")["statename"] == "RUNNING")
        except OSError:
            return False

    def states(self) -> list[ProcessState]:
        found = cast("list[dict[str, Any]]", self._call("getAllProcessInfo"))
        names = ("name", "statename", "description", "start", "pid")
        return [ProcessState(*(one[name] for name in names)) for one in found]

    def starts(self) -> set[tuple[str, int]]:
        """Of each program its last start's time; none while no supervisor answers."""
        return {(one.name, one.started) for one in self.states() if one.started} if self.answers() else set()

    def start_stopped(self) -> None:
        for one in self.states():
            if one.state in {"STOPPED", "EXITED", "FATAL"}:
                self._call("startProcess", one.name, False)

    def follow(self, stack: Stack, workers: int) -> None:
        """Start the workers that are missing, and stop those too many one by one, each as long as it needs."""
        _configure(stack, workers)
        [[added, _, removed]] = self._call("reloadConfig")
        for name in added:
            self._call("addProcessGroup", name)
        for name in removed:
            self._call("stopProcessGroup", name)
            self._call("removeProcessGroup", name)

    def shut_down(self) -> None:
        try:
            self._call("shutdown")
        except Fault as fault:
            raise LaunchError(f"The supervisor refuses to stop: {fault.faultString}") from fault

    def _call(self, method: str, *arguments: object) -> Any:
        """On a connection of its own: the transport does not recover from one that failed."""
        with closing(SupervisorTransport(None, None, self._socket)) as transport:
            return getattr(ServerProxy("http://127.0.0.1", transport=transport).supervisor, method)(*arguments)


def start_supervisor(stack: Stack) -> None:
    config = _configure(stack)
    started = subprocess.run(
        [sys.executable, "-m", "supervisor.supervisord", "-c", str(config)],
        env={**stack.environment(), MARKER: str(stack.run_dir)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if started.returncode:
        raise LaunchError(f"The supervisor did not start: {(started.stderr or started.stdout).strip()}")


def _configure(stack: Stack, workers: int = 1) -> Path:
    config = stack.run_dir / "supervisord.conf"
    config.write_text(_configuration(stack, workers), encoding="utf-8")
    return config


def _configuration(stack: Stack, workers: int) -> str:
    if len(bytes(stack.run_dir / "supervisor.sock")) > _SOCKET_PATH_LIMIT:
        raise LaunchError(f"{stack.run_dir} is too long a path for a socket; set AUTEUR_RUN_DIR to a shorter one.")
    run_dir = escaped(stack.run_dir)
    return f"""\
[unix_http_server]
file={run_dir}/supervisor.sock
chmod=0700

[supervisord]
logfile={run_dir}/supervisord.log
logfile_maxbytes=1MB
logfile_backups=1
pidfile={run_dir}/supervisord.pid
childlogdir={run_dir}

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
{sections(stack, workers)}"""
