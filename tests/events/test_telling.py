"""What Redis could not be told is said to be missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from app.events.log import EventLog
from app.events.telling import Telling
from tests.support.films.drafts import change
from tests.support.films.stored import events
from tests.support.studios.processes import free_port

FILM = "film-1"


@pytest.fixture
def absent() -> Redis:
    return Redis(port=free_port(), retry=Retry(NoBackoff(), 0))


def epoch(redis: Redis, log: str = FILM) -> object:
    return redis.hget(f"events:{log}:head", "epoch")


def test_what_redis_takes_is_told_and_nothing_is_owed(redis: Redis, tmp_path: Path) -> None:
    telling = Telling(redis, tmp_path / "untold")
    telling.append(change("a", log=FILM))
    before = epoch(redis)
    telling.make_good()
    assert [event["data"]["path"] for event in events(redis, FILM)] == ["a"]
    assert epoch(redis) == before


def test_a_log_in_which_something_is_missing_becomes_another_one(
    redis: Redis, log: EventLog, absent: Redis, tmp_path: Path
) -> None:
    for name in (FILM, "film-2"):
        log.append(change("a", log=name))
    before, other = epoch(redis), epoch(redis, "film-2")
    Telling(absent, tmp_path / "untold").append(change("b", log=FILM))
    later = Telling(redis, tmp_path / "untold")
    with redis.pubsub(ignore_subscribe_messages=True) as heard:  # type: ignore[no-untyped-call]
        heard.subscribe(f"project:{FILM}:events")
        later.make_good()
        assert any(heard.get_message(timeout=1) for _ in range(3))
    renewed = epoch(redis)
    assert renewed != before
    assert epoch(redis, "film-2") == other
    later.make_good()
    assert epoch(redis) == renewed
    later.append(change("c", log=FILM))
    assert [event["id"].rpartition("-")[2] for event in events(redis, FILM)] == ["1", "2"]


def test_what_is_owed_waits_for_redis(redis: Redis, log: EventLog, absent: Redis, tmp_path: Path) -> None:
    log.append(change("a", log=FILM))
    before = epoch(redis)
    owing = Telling(absent, tmp_path / "untold")
    owing.append(change("b", log=FILM))
    with pytest.raises(RedisError):
        owing.make_good()
    Telling(redis, tmp_path / "untold").make_good()
    assert epoch(redis) != before


def test_a_log_that_is_gone_too_is_not_born_by_it(redis: Redis, absent: Redis, tmp_path: Path) -> None:
    Telling(absent, tmp_path / "untold").append(change("b", log=FILM))
    Telling(redis, tmp_path / "untold").make_good()
    assert epoch(redis) is None
    assert list((tmp_path / "untold").iterdir()) == []
