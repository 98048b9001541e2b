"""Processes are killed at random under a stream of tasks, Redis among them: each task is there once and ends once, with
one take and one commit.

AUTEUR_SOAK_TASKS and AUTEUR_SOAK_SEED make it longer, or the same again.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import httpx
import psutil
import pytest

from tests.support.clients.calls import API, ENDED
from tests.support.clients.desk import Desk
from tests.support.films.mending import findings, repaired
from tests.support.studios.studio import Studio
from tests.support.waiting import DEADLINE, eventually

_TASKS = int(os.environ.get("AUTEUR_SOAK_TASKS", "60"))
_SEED = int(os.environ.get("AUTEUR_SOAK_SEED", str(random.SystemRandom().randrange(2**32))))
_EVERY = 12  # tasks between two kills
_AGAIN = {(503, "redis_unavailable"), (409, "idempotency_in_progress")}


class DurableStudio(Studio):
    durable = True


@pytest.fixture
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    studio = DurableStudio(tmp_path_factory.mktemp("soak"), AUTEUR_SWEEP_SECONDS="2")
    studio.start_worker()
    yield studio
    studio.close()


@dataclass
class Reaper:
    """Kills one after another, each in the middle of what goes on; `recovered` are the seconds until all was well."""

    studio: Studio
    chance: random.Random
    recovered: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def strike(self) -> threading.Thread:
        victim = self.chance.choice(["child", "worker", "backend", "redis"])
        thread = threading.Thread(target=self._kill, args=(victim, self.chance.uniform(0, 0.5)))
        thread.start()
        return thread

    def _kill(self, victim: str, pause: float) -> None:
        time.sleep(pause)
        {"child": self._kill_children, "worker": self._kill_worker}.get(victim, self._kill_server(victim))()
        began = time.monotonic()
        self.studio.mend()
        self.recovered[victim].append(time.monotonic() - began)

    def _kill_server(self, victim: str) -> Callable[[], None]:
        return self.studio.backend.kill if victim == "backend" else self.studio.redis.stop

    def _kill_worker(self) -> None:
        next(worker for worker in self.studio.workers if worker.running).kill()

    def _kill_children(self) -> None:
        worker = next(worker for worker in self.studio.workers if worker.running)
        for child in psutil.Process(worker.pid).children():
            with contextlib.suppress(psutil.ZombieProcess, psutil.NoSuchProcess):  # died by itself meanwhile
                if "celery" in " ".join(child.cmdline()):
                    os.kill(child.pid, signal.SIGKILL)


@pytest.mark.timeout(120 + 10 * _TASKS)
def test_random_kills_lose_nothing(mortal: Studio, capsys: pytest.CaptureFixture[str]) -> None:
    desk, reaper = Desk(mortal), Reaper(mortal, random.Random(_SEED))
    _say(capsys, f"seed {_SEED}")
    answered = [_submitted(desk, number) for number in _between_kills(desk, reaper)]
    eventually(lambda: all(task["status"] in ENDED for task in desk.tasks()), DEADLINE + _TASKS)
    repaired(mortal)
    desk.settled()
    ends = Counter(task["status"] for task in desk.tasks())
    doubled = len(desk.takes()) - ends["completed"]
    slowest = {victim: f"{len(times)} × {max(times):.1f} s at most" for victim, times in reaper.recovered.items()}
    _say(capsys, f"submitted {len(answered)}, ended {dict(ends)}, doubled {doubled}, killed and well again {slowest}")
    assert sorted(answered) == sorted(task["id"] for task in desk.tasks())
    assert sum(ends.values()) == sum(ends[name] for name in ENDED) == _TASKS
    desk.proven_whole()
    assert findings(mortal) == []


def _between_kills(desk: Desk, reaper: Reaper) -> Iterator[int]:
    striking: threading.Thread | None = None
    for number in range(_TASKS):
        if number % _EVERY == _EVERY - 1:
            if striking:
                striking.join()
            desk.listen()
            striking = reaper.strike()
        yield number
    if striking:
        striking.join()


def _submitted(desk: Desk, number: int) -> str:
    """Asked for under the same key until there is an answer: its id."""
    wish, key = {"type": "text_to_image", "prompt": f"Door {number}"}, {"Idempotency-Key": f"door {number}"}
    limit = time.monotonic() + DEADLINE
    while time.monotonic() < limit:
        try:
            answer = desk.studio.client.post(f"{API}/projects/{desk.id}/tasks", json=wish, headers=key)
        except httpx.TransportError:
            time.sleep(0.1)
            continue
        if answer.is_success:
            return str(answer.json()["id"])
        assert (answer.status_code, answer.json()["code"]) in _AGAIN, answer.text
        time.sleep(0.1)
    raise AssertionError(f"no answer to task {number}")


def _say(capsys: pytest.CaptureFixture[str], words: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{words}\n")
