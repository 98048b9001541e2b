from __future__ import annotations

import pytest

from app.projects.store import Film
from app.tasks import journal
from tests.support.tasks import new_task


def test_a_journalled_task_comes_back_as_it_went(film: Film) -> None:
    tasks = [new_task(prompt=prompt) for prompt in ("A door", "夜", 'quote " and \\')]
    for task in tasks:
        journal.write(film, task)
    assert {task.id: task for task in journal.all_of(film)} == {task.id: task for task in tasks}
    assert journal.read(film, tasks[0].id) == tasks[0]


def test_what_was_never_announced_is_forgotten(film: Film) -> None:
    task = new_task()
    journal.write(film, task)
    journal.forget(film, task.id)
    journal.forget(film, task.id)
    assert journal.read(film, task.id) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"id": "1"}', b"\xff"])
def test_a_damaged_entry_is_set_aside_and_hides_no_other(film: Film, content: bytes) -> None:
    whole, torn = new_task(), new_task()
    journal.write(film, whole)
    journal.write(film, torn)
    (film.state / "tasks" / f"{torn.id}.json").write_bytes(content)
    assert list(journal.all_of(film)) == [whole]
    assert (film.state / "tasks" / f"{torn.id}.damaged").read_bytes() == content
