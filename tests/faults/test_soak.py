"""Processes are killed at random under a stream of tasks: each task ends once, with one take and one commit.

AUTEUR_SOAK_TASKS and AUTEUR_SOAK_SEED make it longer, or the same again.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Iterator

import psutil
import pytest

from tests.support.calls import ENDED, submit
from tests.support.desk import Desk
from tests.support.mending import findings, repaired
from tests.support.studio import Studio
from tests.support.waiting import DEADLINE, eventually

_TASKS = int(os.environ.get("AUTEUR_SOAK_TASKS", "60"))
_SEED = int(os.environ.get("AUTEUR_SOAK_SEED", str(random.SystemRandom().randrange(2**32))))
_EVERY = 12  # tasks between two kills


@pytest.fixture
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    studio = Studio(tmp_path_factory.mktemp("soak"), AUTEUR_SWEEP_SECONDS="2")
    studio.start_worker()
    yield studio
    studio.close()


@pytest.mark.timeout(120 + 10 * _TASKS)
def test_random_kills_lose_nothing(mortal: Studio, capsys: pytest.CaptureFixture[str]) -> None:
    chance, desk, killed = random.Random(_SEED), Desk(mortal), Counter[str]()
    _say(capsys, f"seed {_SEED}")
    answered = [_submitted(mortal, desk, number) for number in _between_kills(mortal, chance, killed)]
    mortal.mend()
    eventually(lambda: all(task["status"] in ENDED for task in desk.tasks()), DEADLINE + _TASKS)
    repaired(mortal)
    desk.settled()
    ends = Counter(task["status"] for task in desk.tasks())
    doubled = len(desk.takes()) - ends["completed"]
    _say(capsys, f"submitted {len(answered)}, ended {dict(ends)}, doubled {doubled}, killed {dict(killed)}")
    assert set(answered) <= {task["id"] for task in desk.tasks()}
    assert sum(ends.values()) == sum(ends[name] for name in ENDED)
    desk.proven_whole()
    assert findings(mortal) == []


def _between_kills(studio: Studio, chance: random.Random, killed: Counter[str]) -> Iterator[int]:
    for number in range(_TASKS):
        yield number
        if number % _EVERY == _EVERY - 1:
            victim = chance.choice(["child", "worker", "backend"])
            killed[victim] += 1
            _kill(studio, victim)
            studio.mend()


def _submitted(studio: Studio, desk: Desk, number: int) -> str:
    return str(submit(studio.client, desk.id, prompt=f"Door {number}")["id"])


def _kill(studio: Studio, victim: str) -> None:
    worker = next(worker for worker in studio.workers if worker.running)
    if victim == "backend":
        studio.backend.kill()
    elif victim == "worker":
        worker.kill()
    else:
        for child in _children(worker.pid):
            os.kill(child, signal.SIGKILL)


def _children(pid: int) -> list[int]:
    return [child.pid for child in psutil.Process(pid).children() if "celery" in " ".join(child.cmdline())]


def _say(capsys: pytest.CaptureFixture[str], words: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{words}\n")
