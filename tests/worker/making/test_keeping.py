"""Leases are renewed by one thread for all of a process's tasks."""

from __future__ import annotations

from typing import NoReturn

from app.tasks.ledger import Ledger
from app.tasks.rights import Lease, LeaseLost
from app.worker.making.keeping import Keeper
from tests.support.waiting import eventually


class Breaking(Ledger):
    """Refuses one lease, and breaks at another in a way that nobody foresaw."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def renew(self, lease: Lease) -> NoReturn:
        self.asked.append(lease.task_id)
        if lease.task_id == "broken":
            raise AttributeError("the connection was closed")
        raise LeaseLost(lease.task_id)


def test_one_lease_that_can_not_be_renewed_costs_the_others_nothing() -> None:
    ledger = Breaking()
    keeper = Keeper(ledger)
    with keeper.kept([Lease("broken", "token", seconds=0.03), Lease("lost", "token", seconds=0.03)]):
        eventually(lambda: min(ledger.asked.count("broken"), ledger.asked.count("lost")) > 3)
