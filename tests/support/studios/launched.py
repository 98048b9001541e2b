"""Studios started and stopped as a person does it, each on ports of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import psutil

from launch.leftovers import processes_of
from launch.stack import Stack, read_stack
from launch.supervision import Supervisor
from tests.support.studios.processes import environment, free_port


class LaunchedStack:
    def __init__(self, folder: Path) -> None:
        self.variables = {
            "BACKEND_PORT": str(free_port()),
            "FRONTEND_PORT": str(free_port()),
            "REDIS_PORT": str(free_port()),
            "REDIS_URL": "",
            "WORKSPACE_ROOT": str(folder / "workspace"),
            "AUTEUR_RUN_DIR": str(folder / "run"),
            "WORKER_CONCURRENCY": "1",
        }

    @property
    def stack(self) -> Stack:
        return read_stack(self.variables)

    def call(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """`python -m launch COMMAND` with this stack's variables."""
        return subprocess.run(
            [sys.executable, "-m", "launch", *command],
            env=environment(**(self.variables | variables)),
            capture_output=True,
            text=True,
            timeout=110,
            check=False,
        )

    def api(self) -> httpx.Client:
        return httpx.Client(base_url=f"http://127.0.0.1:{self.stack.backend_port}", timeout=30)

    def pid(self, program: str) -> int:
        """0 while it does not run."""
        pids = {state.name: state.pid for state in Supervisor(self.stack.run_dir).states()}
        return pids[program]

    def supervisor_pid(self) -> int:
        return int((self.stack.run_dir / "supervisord.pid").read_text())

    def health(self) -> dict[str, Any]:
        """Empty while the backend does not answer."""
        try:
            return dict(httpx.get(f"http://127.0.0.1:{self.stack.backend_port}/health").json())
        except httpx.TransportError:
            return {}

    def processes(self) -> list[psutil.Process]:
        return processes_of(self.stack)
