from __future__ import annotations

from redis import Redis

from app.tasks import runners
from app.tasks.runners import ALIVE_SECONDS, BEAT_SECONDS, Runner


def runner(name: str) -> Runner:
    return Runner(id=name, host="host", pid=1, pipelines=["null"], queues=[], concurrency=2)


def test_who_announces_itself_is_alive_until_it_withdraws(redis: Redis) -> None:
    for name in ("b", "a"):
        runners.announce(redis, runner(name))
    assert runners.alive(redis) == [runner("a"), runner("b")]
    runners.withdraw(redis, "a")
    assert runners.alive(redis) == [runner("b")]


def test_who_died_without_a_word_is_forgotten(redis: Redis) -> None:
    runners.announce(redis, runner("a"))
    redis.delete("runner:a")
    assert runners.alive(redis) == []
    assert redis.keys("*") == []


def test_an_announcement_outlives_a_few_missed_beats(redis: Redis) -> None:
    runners.announce(redis, runner("a"))
    assert 3 * BEAT_SECONDS < ALIVE_SECONDS
    assert 0 < int(str(redis.ttl("runner:a"))) <= ALIVE_SECONDS
