"""Keeps the processes of a stack alive, by supervisord (http://supervisord.org/configuration.html)."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from xmlrpc.client import Fault, ServerProxy

from supervisor.xmlrpc import SupervisorTransport

from launch.leftovers import MARKER
from launch.redis_server import redis_executable, write_redis_config
from launch.stack import ROOT, LaunchError, Stack

# Unix socket paths end at 108 bytes; supervisord binds a name with its process id behind it first.
_SOCKET_PATH_LIMIT = 95


@dataclass(frozen=True)
class Program:
    name: str
    command: Sequence[str]
    directory: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    # Pool children die of a TERM at once; the worker's main process lets them finish or hand back.
    stop_as_group: bool = True
    stop_seconds: int = 15

    def section(self, run_dir: Path) -> str:
        command = shlex.join(self.command).replace("%", "%%")
        environment = ",".join(f'{name}="{value}"' for name, value in self.environment.items())
        return f"""
[program:{self.name}]
command={command}
directory={_quoted(self.directory)}
environment={environment}
autorestart=true
startsecs=3
startretries=6
stopwaitsecs={self.stop_seconds}
stopasgroup={str(self.stop_as_group).lower()}
killasgroup=true
redirect_stderr=true
stdout_logfile={_quoted(run_dir)}/{self.name}.log
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=2
"""


@dataclass(frozen=True)
class ProcessState:
    name: str
    state: str
    description: str
    pid: int


class Supervisor:
    """Speaks to the supervisord of one stack; `ConnectionError` or `FileNotFoundError` where none answers."""

    def __init__(self, run_dir: Path) -> None:
        self._socket = f"unix://{run_dir / 'supervisor.sock'}"

    @property
    def _calls(self) -> Any:
        """A connection for each call: the transport does not recover from one that failed."""
        transport = SupervisorTransport(None, None, self._socket)
        return ServerProxy("http://127.0.0.1", transport=transport).supervisor

    def answers(self) -> bool:
        try:
            return bool(self._calls.getState()["statename"] == "RUNNING")
        except OSError:
            return False

    def states(self) -> list[ProcessState]:
        found = cast("list[dict[str, Any]]", self._calls.getAllProcessInfo())
        return [ProcessState(one["name"], one["statename"], one["description"], one["pid"]) for one in found]

    def given_up(self) -> list[str]:
        """Those that died at every start; empty while the supervisor itself still starts."""
        return [one.name for one in self.states() if one.state == "FATAL"] if self.answers() else []

    def start_stopped(self) -> None:
        for one in self.states():
            if one.state in {"STOPPED", "EXITED", "FATAL"}:
                self._calls.startProcess(one.name, False)

    def shut_down(self) -> None:
        try:
            self._calls.shutdown()
        except Fault as fault:
            raise LaunchError(f"The supervisor refuses to stop: {fault.faultString}") from fault


def start_supervisor(stack: Stack) -> None:
    config = stack.run_dir / "supervisord.conf"
    config.write_text(_configuration(stack), encoding="utf-8")
    started = subprocess.run(
        [sys.executable, "-m", "supervisor.supervisord", "-c", str(config)],
        env={**stack.environment(), MARKER: str(stack.run_dir)}, cwd=ROOT, capture_output=True, text=True, check=False,
    )
    if started.returncode:
        raise LaunchError(f"The supervisor did not start: {(started.stderr or started.stdout).strip()}")


def programs(stack: Stack) -> list[Program]:
    own_redis = [] if stack.foreign_redis else [_redis(stack)]
    return [*own_redis, _backend(stack), _worker(stack), _frontend(stack)]


def _redis(stack: Stack) -> Program:
    return Program("redis", [redis_executable(), str(write_redis_config(stack))], stack.run_dir)


def _backend(stack: Stack) -> Program:
    listen = ["--host", stack.host, "--port", str(stack.backend_port)]
    return Program("backend", [
        sys.executable, "-m", "uvicorn", "app.main:app", *listen,
        "--ws", "websockets-sansio", "--timeout-graceful-shutdown", "5",
    ], ROOT / "backend")


def _worker(stack: Stack) -> Program:
    command = [sys.executable, "-m", "celery", "-A", "app.worker.celery_app", "worker", "--loglevel", "INFO"]
    if count := stack.inherited.get("WORKER_CONCURRENCY"):
        command += ["--concurrency", count]
    return Program("worker", command, ROOT / "backend", stop_as_group=False, stop_seconds=30)


def _frontend(stack: Stack) -> Program:
    listen = {"HOST": stack.host, "PORT": str(stack.frontend_port)}
    return Program("frontend", ["node", "build"], ROOT / "frontend", listen)


def _configuration(stack: Stack) -> str:
    if len(bytes(stack.run_dir / "supervisor.sock")) > _SOCKET_PATH_LIMIT:
        raise LaunchError(f"{stack.run_dir} is too long a path for a socket; set AUTEUR_RUN_DIR to a shorter one.")
    run_dir = _quoted(stack.run_dir)
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
{"".join(program.section(stack.run_dir) for program in programs(stack))}"""


def _quoted(path: Path) -> str:
    """supervisord expands `%` in every value."""
    return str(path).replace("%", "%%")
