from __future__ import annotations

from redis import Redis

from app.tasks.runners import register
from app.tasks.runners.register import ALIVE_SECONDS, BEAT_SECONDS
from tests.support.generation.runners import new_runner


def test_who_announces_itself_is_alive_until_it_withdraws(redis: Redis) -> None:
    for name in ("b", "a"):
        register.announce(redis, new_runner(name))
    assert register.alive(redis) == [new_runner("a"), new_runner("b")]
    register.withdraw(redis, "a")
    assert register.alive(redis) == [new_runner("b")]


def test_who_died_without_a_word_is_forgotten(redis: Redis) -> None:
    register.announce(redis, new_runner("a"))
    redis.delete("runner:a")
    assert register.alive(redis) == []
    assert redis.keys("*") == []


def test_an_announcement_outlives_a_few_missed_beats(redis: Redis) -> None:
    register.announce(redis, new_runner("a"))
    assert 3 * BEAT_SECONDS < ALIVE_SECONDS
    assert 0 < int(str(redis.ttl("runner:a"))) <= ALIVE_SECONDS
