from __future__ import annotations

import threading
from pathlib import Path

import pytest

from app.errors import Unavailable
from app.projects.film import Film
from app.tasks import journal
from app.tasks.journal import Decided
from app.tasks.schemas import ENDED, Status
from tests.support.films.tasks import new_task


def test_a_journalled_task_comes_back_as_it_went(film: Film) -> None:
    tasks = [new_task(prompt=prompt) for prompt in ("A door", "夜", 'quote " and \\')]
    for task in tasks:
        journal.write(film, task)
    assert {task.id: task for task in journal.all_of(film)} == {task.id: task for task in tasks}
    assert journal.read(film, tasks[0].id) == tasks[0]


def test_what_was_never_announced_is_forgotten(film: Film) -> None:
    task = new_task()
    journal.write(film, task)
    journal.forget(film, task)
    journal.forget(film, task)
    assert journal.read(film, task.id) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"id": "1"}', b"\xff"])
def test_a_damaged_entry_is_set_aside_and_hides_no_other(film: Film, content: bytes) -> None:
    whole, torn = new_task(), new_task()
    journal.write(film, whole)
    journal.write(film, torn)
    (film.state / "tasks" / f"{torn.id}.json").write_bytes(content)
    assert list(journal.all_of(film)) == [whole]
    assert (film.state / "tasks" / f"{torn.id}.damaged").read_bytes() == content


def test_an_entry_of_an_earlier_version_is_understood(film: Film) -> None:
    task = new_task(order=0.0)
    journal.write(film, task)
    entry = film.state / "tasks" / f"{task.id}.json"
    old = task.model_dump_json(exclude={"queue", "priority", "order", "batch_id", "retry_of"})
    entry.write_text(old)
    assert journal.read(film, task.id) == task


@pytest.mark.parametrize("end", sorted(ENDED))
def test_an_end_is_never_written_over(film: Film, end: Status) -> None:
    over = new_task(status=end)
    journal.write(film, over)
    for status in Status:
        with pytest.raises(Decided):
            journal.write(film, over.model_copy(update={"status": status}))
    assert journal.read(film, over.id) == over


def test_an_attempt_that_was_given_up_writes_nothing(film: Film) -> None:
    given_up = new_task(attempt=2)
    journal.write(film, given_up)
    done = given_up.model_copy(update={"status": Status.COMPLETED})
    for attempt in (1, 2):
        with pytest.raises(Decided):
            journal.write(film, done, attempt)
    journal.write(film, done, 3)


def test_who_decides_is_alone_until_it_is_written(film: Film) -> None:
    task = new_task()
    journal.write(film, task)
    with journal.deciding(film, task.id) as entry:
        with pytest.raises(Unavailable), journal.deciding(film, task.id, patience=0):
            pass
        entry.write(task.model_copy(update={"progress": 1}))
    with journal.deciding(film, task.id, patience=0) as entry:
        assert entry.task
        assert entry.task.progress == 1


def test_of_many_ends_one_is_written(film: Film) -> None:
    task = new_task()
    journal.write(film, task)
    together, won = threading.Barrier(8), []

    def end(number: int) -> None:
        together.wait()
        try:
            journal.write(film, task.model_copy(update={"status": Status.FAILED, "attempt": number}))
        except Decided:
            return
        won.append(number)

    threads = [threading.Thread(target=end, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    written = journal.read(film, task.id)
    assert written
    assert written.attempt == won[0]


@pytest.mark.parametrize("durable", [True, False])
def test_what_begins_together_is_there_and_its_folder_follows_once(
    film: Film, durable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(journal, "sync_folder", synced.append)
    tasks = [new_task(project_id=film.id) for _ in range(3)]
    journal.begin(film, tasks, durable=durable)
    assert {task.id: task for task in journal.all_of(film)} == {task.id: task for task in tasks}
    assert len(synced) == durable
