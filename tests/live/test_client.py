from __future__ import annotations

import asyncio
import json

from hypothesis import given
from hypothesis import strategies as st

from app.events.log import Position
from app.live.client import MAX_BYTES, MAX_MESSAGES, Client, Entry, Filter

TASKS = st.sampled_from(["a", "b", "c"])
KINDS = st.sampled_from(["task.progress", "task.started", "task.completed"])


def entry(seq: int, kind: str = "file.changed", task_id: str | None = None, log: str = "film", size: int = 0) -> Entry:
    data = {"task_id": task_id, "pad": "x" * size}
    wire = json.dumps({"id": f"epoch-{seq}", "type": kind, "log": log, "data": data}, separators=(",", ":"))
    return Entry(log, "epoch", seq, wire)


def begun(**positions: int) -> Client:
    """A client that is level with the relay."""
    client = Client("c", ("film", "workspace"))
    client.begin({log: Position("epoch", positions.get(log, 0)) for log in client.logs})
    client.join_in()
    return client


def taken(client: Client) -> list[tuple[str, int]]:
    """Log and sequence of all that waits."""
    waiting = asyncio.run(asyncio.wait_for(client.take(), 5))
    return [(json.loads(wire)["log"], int(json.loads(wire)["id"].rpartition("-")[2])) for wire in waiting]


def level_after(client: Client, *read: Entry) -> bool:
    """Whether the writer may stop reading, having read these to the end of the log."""
    client.catch_up(read)
    client.join_in()
    return not client.behind


def test_events_leave_in_the_order_of_their_log() -> None:
    client = begun()
    for seq in (1, 2, 3):
        client.offer(entry(seq))
    assert taken(client) == [("film", 1), ("film", 2), ("film", 3)]


def test_what_its_writer_has_read_is_not_given_again() -> None:
    client = Client("c", ("film",))
    client.begin({"film": Position("epoch", 5)})
    for seq in (4, 5, 6, 7):
        client.offer(entry(seq))
    assert not level_after(client, entry(6))
    assert level_after(client, entry(7), entry(8))
    for seq in (8, 9):
        client.offer(entry(seq))
    assert taken(client) == [("film", 9)]


def test_a_client_that_is_read_for_gets_what_it_narrowed_itself_to() -> None:
    client = Client("c", ("film",))
    client.begin({"film": Position("epoch", 0)})
    client.filter = Filter(types=frozenset({"task.started"}))
    entries = [entry(1, "task.started", "a"), entry(2), entry(3, "task.started", "b")]
    assert client.catch_up(entries) == [entries[0].wire, entries[2].wire]
    assert client.reached("film") == Position("epoch", 3)


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
    assert not client.behind


@given(st.lists(st.integers(0, MAX_BYTES // 20), max_size=400))
def test_past_the_bound_nothing_waits_and_the_log_has_it_all(sizes: list[int]) -> None:
    client = begun()
    entries = [entry(seq, size=size) for seq, size in enumerate(sizes, start=1)]
    for one in entries:
        client.offer(one)
    over = len(entries) > MAX_MESSAGES or sum(len(one.wire) for one in entries) > MAX_BYTES
    assert client.behind == over
    client.say('{"log": "own", "id": "own-0"}')
    events = [] if over else [("film", seq) for seq in range(1, len(entries) + 1)]
    assert taken(client) == [*events, ("own", 0)]
    assert client.reached("film").seq == len(events)


def test_a_client_that_takes_can_be_offered_for_ever() -> None:
    client = begun()
    for seq in range(1, 10 * MAX_MESSAGES):
        client.offer(entry(seq, size=2000))
        taken(client)
    assert not client.behind


def test_a_stalled_client_with_progress_alone_is_not_behind() -> None:
    client = begun()
    for seq in range(1, 100 * MAX_MESSAGES):
        client.offer(entry(seq, "task.progress", "a", size=1000))
    assert not client.behind
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


class Wire:
    """A log, the relay that offers it, and the writer that takes, or reads the log itself, in any interleaving."""

    def __init__(self) -> None:
        self.client = Client("c", ("film",))
        self.client.begin({"film": Position("epoch", 0)})
        self.log: list[Entry] = []
        self.got: list[str] = []

    def write(self, count: int = 1) -> None:
        self.log += [entry(len(self.log) + n + 1) for n in range(count)]

    def burst(self) -> None:
        self.write(MAX_MESSAGES + 10)

    def relay(self) -> None:
        for one in self.log[self.client._offered["film"] :]:
            self.client.offer(one)

    def take(self) -> None:
        if self.client._ready.is_set():
            self.got += asyncio.run(self.client.take())

    def read(self) -> None:
        if self.client.behind:
            entries = self.log[self.client.reached("film").seq :][:200]
            self.got += self.client.catch_up(entries)
            if len(entries) < 200:
                self.client.join_in()


@given(st.lists(st.sampled_from(["write", "burst", "relay", "take", "read"]), max_size=60))
def test_however_it_is_offered_taken_and_read_each_event_comes_once_and_in_order(steps: list[str]) -> None:
    wire = Wire()
    for step in steps:
        getattr(wire, step)()
    wire.relay()
    while wire.client.behind or wire.client._ready.is_set():
        wire.take()
        wire.read()
    assert wire.got == [one.wire for one in wire.log]


def test_who_asks_and_never_listens_overflows() -> None:
    client = begun()
    for _ in range(MAX_MESSAGES):
        client.say("pong")
    assert not client.overflown
    client.say("pong")
    assert client.overflown


async def test_an_expired_client_wakes_up_to_be_closed() -> None:
    client = begun()
    client.expire()
    assert await client.take() == []
    assert client.stale
