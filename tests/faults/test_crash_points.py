"""A process is killed at each named point. What was answered is there, what was asked for ended once, nothing is torn
and nothing left over."""

from __future__ import annotations

import pytest

from app.faults import Point
from tests.faults import acts
from tests.faults.acts import Act
from tests.support.clients.desk import Desk
from tests.support.films.mending import findings, repaired
from tests.support.studios.crashes import Crashes
from tests.support.studios.studio import Studio
from tests.support.waiting import eventually

_ACTS: dict[Act, tuple[Point, ...]] = {
    acts.submit: (
        Point.FILE_WRITTEN,
        Point.FILE_SYNCED,
        Point.FILE_RENAMED,
        Point.TASK_JOURNALLED,
        Point.TASK_RECORDED,
        Point.TASK_CLAIMED,
        Point.TASK_MADE,
        Point.TAKE_MEDIA_IN,
        Point.TAKE_MOVED_IN,
        Point.TASK_DONE,
        Point.TASK_NOTED,
        Point.TASK_TOLD,
        Point.COMMIT_GATHERED,
        Point.COMMIT_STAGED,
        Point.COMMIT_MADE,
        Point.COMMIT_CLOSED,
    ),
    acts.submit_for_a_shot: (Point.TAKE_BUILT, Point.TAKE_RENAMED),
    acts.cancel: (Point.TASK_CANCELLED,),
    acts.upload: (
        Point.UPLOAD_RECEIVED,
        Point.UPLOAD_JOURNALLED,
        Point.FILE_LINKED,
        Point.UPLOAD_PUBLISHED,
        Point.UPLOAD_RECORDED,
        Point.UPLOAD_NOTED,
        Point.UPLOAD_CLOSED,
    ),
    acts.upload_resumably: (Point.UPLOAD_BEGUN, Point.UPLOAD_APPENDED, Point.UPLOAD_ACCEPTED),
    acts.rename_an_asset: (Point.CHANGE_PLANNED, Point.CHANGE_BEGUN, Point.CHANGE_NOTED),
    acts.delete_an_asset: (Point.CHANGE_PLANNED, Point.CHANGE_BEGUN),
    acts.move_a_shot: (Point.CHANGE_PLANNED, Point.CHANGE_BEGUN),
    acts.add_a_scene: (Point.CHANGE_BEGUN,),
    acts.save_the_canvas: (Point.CHANGE_NOTED,),
    acts.give_a_face: (Point.FACE_EXCHANGED,),
    acts.train: (Point.TAKE_MOVED_IN, Point.TASK_DONE, Point.TASK_NOTED),
    acts.create: (Point.FILM_FURNISHED, Point.FILM_BUILT, Point.FILM_MOVED_IN),
    acts.plan: (Point.SETUP_PLANNED, Point.SETUP_MADE, Point.SETUP_CLOSED),
    acts.delete: (Point.FILM_WITHDRAWN, Point.FILM_REMOVED, Point.FILM_FORGOTTEN),
    acts.restore: (Point.RESTORE_PLANNED, Point.RESTORE_BEGUN, Point.RESTORE_COMMITTED),
}
_CASES = [pytest.param(act, point, id=f"{point}-{act.__name__}") for act, points in _ACTS.items() for point in points]


@pytest.mark.parametrize(("act", "point"), _CASES)
def test_a_kill_loses_nothing(mortal: Studio, crashes: Crashes, act: Act, point: Point) -> None:
    mortal.mend()
    desk = Desk(mortal)
    desk.settled()
    held = act_until(desk, crashes, act, point)
    mortal.mend()
    repaired(mortal)
    desk.settled()
    eventually(held)
    desk.settled()
    desk.proven_whole()
    assert findings(mortal) == []
    desk.clear()


def test_every_point_is_killed_at() -> None:
    assert {point for points in _ACTS.values() for point in points} == set(Point)


def act_until(desk: Desk, crashes: Crashes, act: Act, point: Point) -> acts.Promise:
    """Act, and wait until a process died of it."""
    try:
        held = act(desk, lambda: crashes.arm(point))
        eventually(lambda: crashes.happened(point))
    finally:
        crashes.disarm()
    return held
