"""Requests for commits."""

from __future__ import annotations

import json
import time
from base64 import b64decode
from typing import Any

import pytest
from redis import Redis

from app.tasks.queues import JOBS, Dispatch


def queued(redis: Redis) -> list[str]:
    """The films whose commit is queued, with none fetched."""
    messages: Any = redis.lrange(JOBS, 0, -1)
    return sorted(json.loads(b64decode(json.loads(message)["body"]))[0][0] for message in messages)


def test_what_is_asked_for_in_the_same_moment_is_one_commit_a_film(dispatch: Dispatch, redis: Redis) -> None:
    for film in ("nosferatu", "metropolis") * 10:
        dispatch.commit(film)
    assert queued(redis) == []
    dispatch.gather_commits(rush=False)
    dispatch.gather_commits(rush=False)
    assert queued(redis) == ["metropolis", "nosferatu"]


def test_what_is_asked_for_after_a_commit_began_is_another_one(dispatch: Dispatch, redis: Redis) -> None:
    dispatch.commit("nosferatu")
    dispatch.gather_commits(rush=False)
    dispatch.commit("nosferatu")  # the one in the queue will carry it
    dispatch.drop_request("nosferatu")
    dispatch.gather_commits(rush=False)
    assert queued(redis) == ["nosferatu"]
    dispatch.commit("nosferatu")
    dispatch.gather_commits(rush=False)
    assert queued(redis) == ["nosferatu"] * 2


def test_in_a_rush_commits_wait_for_each_other_but_not_for_long(
    dispatch: Dispatch, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispatch.commit("nosferatu")
    dispatch.gather_commits(rush=True)
    assert queued(redis) == []
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 6)
    dispatch.commit("nosferatu")  # another one does not put it off
    monkeypatch.setattr(time, "time", lambda: now + 11)
    dispatch.gather_commits(rush=True)
    assert queued(redis) == ["nosferatu"]


def test_a_request_from_a_clock_that_was_set_back_is_due(dispatch: Dispatch, redis: Redis) -> None:
    redis.zadd("commits:wanted", {"nosferatu": time.time() + 3600})
    dispatch.gather_commits(rush=True)
    assert queued(redis) == ["nosferatu"]


def test_a_film_that_goes_leaves_no_request(dispatch: Dispatch, redis: Redis) -> None:
    dispatch.commit("nosferatu")
    dispatch.gather_commits(rush=False)
    dispatch.commit("nosferatu")
    dispatch.drop_request("nosferatu")
    assert [key for key in redis.scan_iter() if b"nosferatu" in key] == []
    assert redis.zrange("commits:wanted", 0, -1) == []
