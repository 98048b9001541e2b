from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from redis import Redis

from app.events import channels
from app.events.log import KEEP, EventLog, Position, draft
from app.projects.events import ProjectDeleted, ProjectDeletedData
from app.tasks.events import NodeStateData, NodeStateUpdated, TaskStarted, TaskStartedData
from tests.support.films.drafts import change
from tests.support.films.stored import events


def numbers(redis: Redis, log: str = "film") -> list[int]:
    return [int(event["id"].rpartition("-")[2]) for event in events(redis, log)]


def test_ids_are_an_epoch_and_a_sequence_without_holes(log: EventLog, redis: Redis) -> None:
    for _ in range(5):
        log.append(change(), change())
    assert numbers(redis) == list(range(1, 11))
    assert len({event["id"].rpartition("-")[0] for event in events(redis, "film")}) == 1


def test_writers_at_once_leave_no_hole_and_no_double(log: EventLog, redis: Redis) -> None:
    def write(name: str) -> None:
        for number in range(50):
            log.append(change(f"{name}-{number}"))

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcdefgh"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert numbers(redis) == list(range(1, 401))
    told = [event["data"]["path"] for event in events(redis, "film")]
    assert all([p for p in told if p[0] == name] == [f"{name}-{n}" for n in range(50)] for name in "abcdefgh")


def test_each_log_counts_for_itself(log: EventLog, redis: Redis) -> None:
    log.append(change(log="one"), change(log="two"), change(log="one"))
    assert (numbers(redis, "one"), numbers(redis, "two")) == ([1, 2], [1])


def test_a_log_that_was_lost_is_born_with_another_epoch(log: EventLog, redis: Redis) -> None:
    log.append(change())
    before = events(redis, "film")[0]["id"]
    redis.flushall()
    log.append(change())
    after = events(redis, "film")[0]["id"]
    assert before.endswith("-1")
    assert after.endswith("-1")
    assert before != after


def test_nothing_is_told_of_a_project_that_is_gone_until_it_comes_back(log: EventLog, redis: Redis) -> None:
    log.append(change())
    log.forget("film")
    log.append(change(), change(log="another"))
    assert (numbers(redis), numbers(redis, "another")) == ([], [1])
    assert redis.keys("*film*") == []
    log.welcome("film")
    log.append(change())
    assert numbers(redis) == [1]


def test_a_head_that_was_lost_alone_takes_the_old_stream_with_it(log: EventLog, redis: Redis) -> None:
    log.append(change("old"), change("old"))
    redis.delete(channels.head("film"))
    log.append(change("new"))
    assert [event["data"]["path"] for event in events(redis, "film")] == ["new"]


def test_the_log_is_at_least_as_deep_as_promised(log: EventLog, redis: Redis) -> None:
    for _ in range(70):
        log.append(*[change()] * 100)
    kept = numbers(redis)
    assert KEEP >= 5000
    assert KEEP <= len(kept) < 7000
    assert kept == list(range(7001 - len(kept), 7001))


def test_a_wake_up_follows_each_event(log: EventLog, redis: Redis) -> None:
    told = TaskStartedData(task_id="t", node_id=None, runner_id="r", attempt=1)
    gone = ProjectDeletedData(project_id="film")
    with redis.pubsub(ignore_subscribe_messages=True) as pubsub:  # type: ignore[no-untyped-call]
        pubsub.psubscribe("*")
        pubsub.get_message(timeout=5)
        log.append(change(), draft(TaskStarted, "film", told), draft(ProjectDeleted, None, gone))
        heard = [pubsub.get_message(timeout=5) for _ in range(4)]
    woken = [message["channel"].decode() for message in heard if message]
    assert woken == ["project:film:events", "project:film:events", "task:film", "websocket:broadcast"]


def test_a_forgotten_log_leaves_no_key(log: EventLog, redis: Redis) -> None:
    log.append(change())
    log.forget("film")
    assert redis.keys("*film*") == []


def test_nothing_to_tell_is_no_event(log: EventLog, redis: Redis) -> None:
    log.append()
    assert redis.keys("*") == []


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_arrives_as_it_was_said(log: EventLog, redis: Redis, text: str) -> None:
    log.append(change(text))
    assert events(redis, "film")[-1]["data"]["path"] == text


@pytest.mark.parametrize("text", ["a-1", "0123456789ab-0", "a-999999999999999"])
def test_a_position_is_read_as_it_is_written(text: str) -> None:
    assert str(Position.parse(text)) == text


@pytest.mark.parametrize(
    "text", [None, "", "-", "a", "a-", "-1", "a--1", "a-1.5", "a-x", "a b-1", "a-٣", "a-" + "9" * 16, "a-1\n", "../x-1"]
)
def test_what_is_no_position_is_none(text: str | None) -> None:
    assert Position.parse(text) is None


@given(st.text(st.characters(), max_size=40))
def test_any_text_is_a_position_or_none(text: str) -> None:
    found = Position.parse(text)
    assert found is None or (found.seq >= 0 and found.epoch.isalnum())


def test_an_event_says_its_type_project_and_time() -> None:
    drafted = draft(NodeStateUpdated, "film", NodeStateData(node_id="n", task_id="t", state="idle"))
    assert drafted.body.startswith('{"type":"node.state.updated","project_id":"film","timestamp":"2')
    assert drafted.log == "film"
    assert draft(ProjectDeleted, None, ProjectDeletedData(project_id="film")).log == channels.WORKSPACE


def test_channels_and_logs_name_each_other() -> None:
    for name in ("film", channels.WORKSPACE):
        assert channels.log_of(channels.wake(name)) == name
