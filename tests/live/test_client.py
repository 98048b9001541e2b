from __future__ import annotations

import asyncio
import json

from hypothesis import given
from hypothesis import strategies as st

from app.live.client import MAX_BYTES, MAX_MESSAGES, Client, Entry, Filter

TASKS = st.sampled_from(["a", "b", "c"])
KINDS = st.sampled_from(["task.progress", "task.started", "task.completed"])


def entry(seq: int, kind: str = "file.changed", task_id: str | None = None, log: str = "film", size: int = 0) -> Entry:
    wire = json.dumps({"log": log, "seq": seq, "type": kind, "task": task_id, "pad": "x" * size})
    return Entry(log, "epoch", seq, wire, kind, task_id, task_id if kind == "task.progress" else None)


def begun(**positions: int) -> Client:
    client = Client("c", ("film", "workspace"))
    client.begin({"film": 0, "workspace": 0} | positions)
    return client


def taken(client: Client) -> list[tuple[str, int]]:
    """Log and sequence of all that waits."""
    waiting = asyncio.run(asyncio.wait_for(client.take(), 5))
    return [(json.loads(wire)["log"], json.loads(wire)["seq"]) for wire in waiting]


def test_events_leave_in_the_order_of_their_log() -> None:
    client = begun()
    for seq in (1, 2, 3):
        client.offer(entry(seq))
    assert taken(client) == [("film", 1), ("film", 2), ("film", 3)]


def test_what_the_replay_gave_is_not_given_again() -> None:
    client = Client("c", ("film",))
    for seq in (4, 5, 6, 7):
        client.offer(entry(seq))
    client.begin({"film": 5})
    client.offer(entry(7))
    client.offer(entry(8))
    assert taken(client) == [("film", 6), ("film", 7), ("film", 8)]


def test_each_log_has_its_own_position() -> None:
    client = begun(film=10)
    client.offer(entry(5))
    client.offer(entry(5, log="workspace"))
    assert taken(client) == [("workspace", 5)]


def test_newer_progress_of_a_task_replaces_what_still_waits() -> None:
    client = begun()
    client.offer(entry(1, "task.progress", "a"))
    client.offer(entry(2, "task.progress", "b"))
    client.offer(entry(3, "task.progress", "a"))
    assert taken(client) == [("film", 2), ("film", 3)]


@given(st.lists(st.tuples(KINDS, TASKS), min_size=1, max_size=MAX_MESSAGES))
def test_coalescing_keeps_every_state_event_and_the_newest_progress_in_order(offers: list[tuple[str, str]]) -> None:
    client = begun()
    entries = [entry(seq, kind, task_id) for seq, (kind, task_id) in enumerate(offers, start=1)]
    for one in entries:
        client.offer(one)
    left = [seq for _, seq in taken(client)]
    newest = {one.task_id: one.seq for one in entries if one.progress_of}
    assert left == sorted([one.seq for one in entries if not one.progress_of] + list(newest.values()))
    assert not client.overflown


@given(st.lists(st.integers(0, MAX_BYTES // 20), max_size=400))
def test_past_the_bound_a_client_is_flagged_and_never_silently_short(sizes: list[int]) -> None:
    client = begun()
    entries = [entry(seq, size=size) for seq, size in enumerate(sizes, start=1)]
    for one in entries:
        client.offer(one)
    over = len(entries) > MAX_MESSAGES or sum(len(one.wire) for one in entries) > MAX_BYTES
    assert client.overflown == over
    if entries and not over:
        assert [seq for _, seq in taken(client)] == list(range(1, len(entries) + 1))


def test_a_client_that_takes_can_be_offered_for_ever() -> None:
    client = begun()
    for seq in range(1, 10 * MAX_MESSAGES):
        client.offer(entry(seq, size=2000))
        taken(client)
    assert not client.overflown


def test_a_stalled_client_with_progress_alone_is_not_thrown_out() -> None:
    client = begun()
    for seq in range(1, 100 * MAX_MESSAGES):
        client.offer(entry(seq, "task.progress", "a", size=1000))
    assert not client.overflown
    assert taken(client) == [("film", 100 * MAX_MESSAGES - 1)]


def test_a_filter_narrows_by_type_and_task_and_lets_other_events_by() -> None:
    client = begun()
    client.filter = Filter(task_ids=frozenset({"a"}), types=frozenset({"task.started", "file.changed"}))
    client.offer(entry(1, "task.started", "a"))
    client.offer(entry(2, "task.started", "b"))
    client.offer(entry(3, "task.completed", "a"))
    client.offer(entry(4, "file.changed"))
    assert taken(client) == [("film", 1), ("film", 4)]


async def test_taking_waits_until_there_is_something() -> None:
    client = begun()
    waiting = asyncio.create_task(client.take())
    await asyncio.sleep(0)
    assert not waiting.done()
    client.say("hello")
    assert await waiting == ["hello"]


async def test_an_expired_client_wakes_up_to_be_closed() -> None:
    client = begun()
    client.expire()
    assert await client.take() == []
    assert client.stale
