"""Is everything there that a film needs? Each check is quick enough to be asked every few seconds."""

from __future__ import annotations

import os
import time
from importlib.metadata import PackageNotFoundError, version

from redis import Redis
from redis.exceptions import RedisError

from app.git import lfs
from app.projects.store import Films
from app.system.schemas import Check, Health
from app.tasks.line.holds import HELD, Holds
from app.tasks.line.schemas import Hold
from app.tasks.runners import register

_SLOW_MILLISECONDS = 100


def examine(redis: Redis, films: Films) -> Health:
    redis_check = _redis(redis)
    seen = [_worker(redis), _queue(redis, films)] if redis_check.ok else [_unknown_worker()]
    checks = [redis_check, *seen, _lfs(), _workspace(films)]
    ok = {check.name: check.ok for check in checks}
    fatal = not (ok["redis"] and ok["workspace"])
    return Health(
        status="unhealthy" if fatal else "healthy" if all(ok.values()) else "degraded",
        redis="connected" if ok["redis"] else "disconnected",
        worker="running" if ok["worker"] else "missing",
        git_lfs=ok["git_lfs"],
        workspace="writable" if ok["workspace"] else "unwritable",
        version=_version(),
        checks=checks,
    )


def _redis(redis: Redis) -> Check:
    began = time.perf_counter()
    try:
        redis.ping()
    except (RedisError, OSError):
        return _check("redis", ok=False, detail="Redis can't be reached; new work waits.")
    return _answered((time.perf_counter() - began) * 1000)


def _answered(milliseconds: float) -> Check:
    slow = milliseconds > _SLOW_MILLISECONDS
    detail = f"answered in {milliseconds:.1f} ms" + (f", more than {_SLOW_MILLISECONDS}" if slow else "")
    return Check(name="redis", ok=True, warning=slow, detail=detail)


def _worker(redis: Redis) -> Check:
    found = [runner for runner in register.alive(redis) if runner.answering]
    detail = ", ".join(runner.id for runner in found) or "No worker is running; tasks wait in the queue."
    return _check("worker", ok=bool(found), detail=detail)


def _queue(redis: Redis, films: Films) -> Check:
    holds = Holds(films, redis).all()
    detail = " ".join(HELD[hold] for hold in holds) or "Tasks are taken on."
    return _check("queue", ok=Hold.DISK_LOW not in holds, detail=detail)


def _unknown_worker() -> Check:
    return _check("worker", ok=False, detail="Workers can't be seen without Redis.")


def _lfs() -> Check:
    there = lfs.installed()
    detail = "installed" if there else "Git LFS is missing; install the package git-lfs to create films."
    return _check("git_lfs", ok=there, detail=detail)


def _workspace(films: Films) -> Check:
    writable = films.root.is_dir() and os.access(films.root, os.W_OK)
    return _check("workspace", ok=writable, detail="writable" if writable else "The workspace can't be written.")


def _check(name: str, *, ok: bool, detail: str) -> Check:
    return Check(name=name, ok=ok, warning=False, detail=detail)


def _version() -> str:
    try:
        return version("auteur")
    except PackageNotFoundError:
        return "0.1.0"
