"""How far a workflow is: a sampler counts as many steps as it takes, every other node one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.pipelines.comfyui.events import Advance
from app.pipelines.comfyui.reasons import title


class Meter:
    def __init__(self, graph: Mapping[str, Any]) -> None:
        self._graph = graph
        self._weights = {node: _weight(told["inputs"]) for node, told in graph.items()}
        self._shares: dict[str, float] = {}
        self._at: str | None = None
        self.total = sum(self._weights.values()) + 1  # the last is fetching what was made

    def take(self, advance: Advance) -> None:
        for node, share in advance.shares.items():
            self._shares[node] = max(min(share, 1.0), self._shares.get(node, 0.0))
        self._at = advance.at if advance.at in self._graph else self._at

    @property
    def step(self) -> int:
        done = sum(weight * self._shares.get(node, 0.0) for node, weight in self._weights.items())
        return min(int(done + 1e-6), self.total - 1)

    @property
    def words(self) -> str:
        """The node at work; how far it is goes into `step`."""
        return "Rendering" if self._at is None else title(self._graph, self._at)


def _weight(inputs: Mapping[str, Any]) -> int:
    steps = inputs.get("steps")
    return steps if isinstance(steps, int) and steps > 0 else 1
