"""A running studio as a browser sees it."""

from __future__ import annotations

import os
import signal
import uuid
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.support.clients.calls import API, told
from tests.support.studios.launched import LaunchedStack


@dataclass(frozen=True)
class Site:
    address: str
    backend: str
    # None for a studio that somebody else runs: its processes and its disk are out of reach.
    launched: LaunchedStack | None = None

    @property
    def workspace(self) -> Path | None:
        return self.launched.stack.workspace if self.launched else None

    def serves(self, url: str) -> bool:
        return url.startswith((self.address, self.backend, "blob:", "data:"))

    def project(self, film_id: str, view: str = "") -> str:
        """Its page, or a view of it: `/canvas`."""
        return f"{self.address}/project/{film_id}{view}"

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.backend, timeout=60)

    def task(self, film_id: str) -> dict[str, object]:
        """The film's newest."""
        with self.client() as client:
            found = client.get(f"{API}/projects/{film_id}/tasks").json()
        return dict(found[0])

    def film(self, film_id: str) -> dict[str, object]:
        with self.client() as client:
            return told(client.get(f"{API}/projects/{film_id}"))

    def kill(self, program: str) -> None:
        """At once, without a word; its supervisor starts another."""
        if not self.launched:
            raise RuntimeError("its processes belong to somebody else")
        os.kill(self.launched.pid(program), signal.SIGKILL)


def free_name(stem: str) -> str:
    """Free also in a workspace that has seen these tests before."""
    return f"{stem} {uuid.uuid4().hex[:6]}"
