"""Requests for commits."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import Any

import pytest
from redis import Redis

from app.config import Settings
from app.tasks.queues import JOBS, Dispatch, producer


@pytest.fixture
def dispatch(settings: Settings, redis: Redis) -> Dispatch:
    return Dispatch(producer(settings), redis)


def queued(redis: Redis) -> list[str]:
    """The films whose commit is queued, with none fetched."""
    messages: Any = redis.lrange(JOBS, 0, -1)
    return sorted(json.loads(b64decode(json.loads(message)["body"]))[0][0] for message in messages)


def test_what_is_asked_for_in_the_same_moment_is_one_commit_a_film(dispatch: Dispatch, redis: Redis) -> None:
    for film in ("nosferatu", "metropolis") * 10:
        dispatch.commit(film)
    assert queued(redis) == []
    dispatch.gather_commits()
    dispatch.gather_commits()
    assert queued(redis) == ["metropolis", "nosferatu"]


def test_what_is_asked_for_after_a_commit_began_is_another_one(dispatch: Dispatch, redis: Redis) -> None:
    dispatch.commit("nosferatu")
    dispatch.gather_commits()
    dispatch.commit("nosferatu")  # the one in the queue will carry it
    dispatch.drop_request("nosferatu")
    dispatch.gather_commits()
    assert queued(redis) == ["nosferatu"]
    dispatch.commit("nosferatu")
    dispatch.gather_commits()
    assert queued(redis) == ["nosferatu"] * 2


def test_a_film_that_goes_leaves_no_request(dispatch: Dispatch, redis: Redis) -> None:
    dispatch.commit("nosferatu")
    dispatch.gather_commits()
    dispatch.commit("nosferatu")
    dispatch.drop_request("nosferatu")
    assert [key for key in redis.scan_iter() if b"nosferatu" in key] == []
    assert redis.smembers("commits:wanted") == set()
