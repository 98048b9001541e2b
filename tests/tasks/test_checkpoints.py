from __future__ import annotations

from app.projects.film import Film
from app.tasks import checkpoints, journal
from app.tasks.schemas import Status
from tests.support.films.tasks import new_task


def test_a_step_that_was_made_again_counts_once(film: Film) -> None:
    for step, loss in ((1, 0.5), (2, 0.4), (3, 0.3), (2, 0.41), (3, 0.31)):
        checkpoints.note_loss(film, "task", step, loss)
    assert [(each.step, each.loss) for each in checkpoints.losses(film, "task")] == [(1, 0.5), (2, 0.41), (3, 0.31)]


def test_a_line_that_was_cut_off_is_passed_over(film: Film) -> None:
    checkpoints.note_loss(film, "task", 1, 0.5)
    with (film.folder / "05_Cache/checkpoints/task.losses").open("a") as file:
        file.write("2")
    assert [each.step for each in checkpoints.losses(film, "task")] == [1]


def test_a_task_that_is_tried_again_finds_what_the_first_one_kept(film: Film) -> None:
    first = new_task()
    again = new_task(retry_of=first.id)
    checkpoints.keep(film, first.id, b"half way")
    assert checkpoints.read(film, again) == b"half way"
    checkpoints.keep(film, again.id, b"further")
    assert checkpoints.read(film, again) == b"further"


def test_only_a_failure_keeps_its_checkpoint(film: Film) -> None:
    for status, kept in ((Status.FAILED, b"half way"), (Status.CANCELLED, None), (Status.COMPLETED, None)):
        task = new_task(status=status)
        checkpoints.keep(film, task.id, b"half way")
        checkpoints.note_loss(film, task.id, 1, 0.5)
        journal.write(film, task)
        assert checkpoints.read(film, task) == kept
        assert bool(checkpoints.losses(film, task.id)) == (kept is not None)
