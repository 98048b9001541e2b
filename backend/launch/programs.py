"""The processes of a studio, as supervisord is told of them."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from launch.redis_server import redis_executable, write_redis_config
from launch.stack import ROOT, Stack

WORKER = "worker"  # further ones have a number behind it
# A process that dies so soon after its start counts as one that can't start; a busy machine imports slowly.
_EARLY_SECONDS = 10
# Each further attempt waits a second longer, until one stays up.
_NEVER_GIVE_UP = 1_000_000


# A frame has 64 KiB at most, and no more is read of a larger one. Compressed frames could unfold into far more, and
# compressing what leaves costs a processor more than it saves a network.
SOCKET_OPTIONS = ("--ws", "websockets-sansio", "--ws-max-size", "65536", "--ws-per-message-deflate", "false")


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
        command = escaped(shlex.join(self.command))
        environment = ",".join(f'{name}="{value}"' for name, value in self.environment.items())
        return f"""
[program:{self.name}]
command={command}
directory={escaped(self.directory)}
environment={environment}
autorestart=true
startsecs={_EARLY_SECONDS}
startretries={_NEVER_GIVE_UP}
stopwaitsecs={self.stop_seconds}
stopasgroup={str(self.stop_as_group).lower()}
killasgroup=true
redirect_stderr=true
stdout_logfile={escaped(run_dir)}/{self.name}.log
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=2
"""


def sections(stack: Stack, workers: int = 1) -> str:
    own_redis = [] if stack.foreign_redis else [_redis(stack)]
    further = [_worker(f"{WORKER}-{number}") for number in range(2, workers + 1)]
    programs = [*own_redis, _backend(stack), _worker(WORKER), *further, _frontend(stack)]
    return "".join(program.section(stack.run_dir) for program in programs)


def escaped(value: object) -> str:
    """supervisord expands `%` in every value."""
    return str(value).replace("%", "%%")


def _redis(stack: Stack) -> Program:
    return Program("redis", [redis_executable(), str(write_redis_config(stack))], stack.run_dir)


def _backend(stack: Stack) -> Program:
    options = f"--host {stack.host} --port {stack.backend_port} --timeout-graceful-shutdown 5"
    command = _python("uvicorn", "app.main:app", *options.split(), *SOCKET_OPTIONS)
    return Program("backend", command, ROOT / "backend")


def _worker(name: str) -> Program:
    options = ["--loglevel", "INFO", "--hostname", f"{name}@%h"]  # Celery wants each to have a name of its own
    command = _python("celery", "-A", "app.worker.celery_app", "worker", *options)
    return Program(name, command, ROOT / "backend", stop_as_group=False, stop_seconds=30)


def _frontend(stack: Stack) -> Program:
    listen = {"HOST": stack.host, "PORT": str(stack.frontend_port)}
    return Program("frontend", ["node", "build"], ROOT / "frontend", listen)


def _python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]
