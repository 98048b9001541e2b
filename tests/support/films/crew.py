"""Asking the crew in this process: the service, and a worker's job beside it."""

from __future__ import annotations

from dataclasses import dataclass

from app.agents.schemas import Proposal, Trade
from app.agents.service import Agents
from app.projects.film import Film
from app.worker.advising import advise
from app.worker.studio import Studio


@dataclass(frozen=True)
class Crew:
    film: Film
    agents: Agents
    workshop: Studio

    def ask(self, trade: Trade, wish: str = "") -> Proposal:
        """What comes of it, once a worker has done it."""
        task = self.agents.ask(self.film, trade, wish)
        advise(self.workshop, self.film.id, task.id)
        return self.agents.get(self.film, task.id)

    def accept(self, proposal: Proposal, *ids: str) -> Proposal:
        return self.agents.accept(self.film, proposal.id, list(ids) or None)

    def refuse(self, proposal: Proposal, *ids: str) -> Proposal:
        return self.agents.refuse(self.film, proposal.id, list(ids) or None)
