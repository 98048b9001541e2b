from __future__ import annotations

from redis import Redis

from app.tasks.ledger import Ledger
from app.tasks.line.calling import ENOUGH, call, invite
from app.tasks.queues import GENERATION, TRAINING, Dispatch
from tests.support.films.tasks import new_task


def test_each_queue_has_its_own_tickets_but_no_more_than_are_of_use(dispatch: Dispatch) -> None:
    many = [new_task() for _ in range(ENOUGH + 5)]
    invite(dispatch, [*many, new_task(queue=TRAINING, character_ids=["ada"])])
    assert (dispatch.tickets(GENERATION), dispatch.tickets(TRAINING)) == (ENOUGH, 1)


def test_who_waits_is_called_until_there_are_enough(ledger: Ledger, dispatch: Dispatch, redis: Redis) -> None:
    for count in (2, ENOUGH + 5):
        ledger.add([(new_task(), []) for _ in range(count)])
        for _ in range(2):
            call(ledger.line, dispatch, GENERATION)
            assert dispatch.tickets(GENERATION) == min(ledger.line.length(GENERATION), ENOUGH)
        redis.delete(GENERATION)


def test_nobody_is_called_while_the_line_is_held(ledger: Ledger, dispatch: Dispatch, redis: Redis) -> None:
    ledger.add([(new_task(), [])])
    redis.hset("line:holds", "paused", 1)
    call(ledger.line, dispatch, GENERATION)
    assert dispatch.tickets(GENERATION) == 0
