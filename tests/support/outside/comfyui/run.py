"""One job, node by node."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from PIL import Image

from tests.support.outside.comfyui.faults import Fault
from tests.support.outside.comfyui.nodes import run

if TYPE_CHECKING:
    from tests.support.outside.comfyui.machine import Machine

Item = list[Any]  # number, id, graph, extra data, nodes that save
_FAILURES = {
    Fault.NODE_FAILS: ("VAEDecode", "Allocation on device: out of memory"),
    Fault.LORA_DAMAGED: ("LoraLoader", "Error while deserializing\n\theader"),
}


class Interrupted(Exception):
    pass


class Run:
    def __init__(self, machine: Machine, item: Item) -> None:
        self._machine, self._item, self._graph = machine, item, item[2]
        self._states: dict[str, dict[str, Any]] = {}
        self._at = ""
        self._results: dict[str, tuple[Any, ...]] = {}
        self._executed: list[str] = []
        self.saved: dict[str, Any] = {}

    def cached(self) -> list[str]:
        known = [node for node in self._graph if self._sign(node) in self._machine.cache]
        self._results = {node: self._machine.cache[self._sign(node)] for node in known}
        self.saved = {node: self._results[node][0] for node in known if node in self._item[4]}
        return known

    def all(self) -> None:
        for output in self._item[4]:
            self._result(output)

    def where(self) -> dict[str, Any]:
        node = self._graph[self._at]["class_type"] if self._at else ""
        return {"node_id": self._at, "node_type": node, "executed": list(self._executed)}

    def _result(self, node: str) -> tuple[Any, ...]:
        if node in self._results:
            return self._results[node]
        told = self._graph[node]
        inputs = {name: self._value(value) for name, value in told["inputs"].items()}
        self._at, self._machine.at = node, (self._item[3].get("client_id"), node)
        self._advance(0.0, 1.0, "running")
        self._machine.say(self._item, "executing", {"node": node, "display_node": node})
        self._machine.check(self._item)
        self._fail_if_asked(told["class_type"])
        made = run(told["class_type"], inputs, self._machine.disk, self._graph, self._step)
        self._keep(node, made)
        self._finish()
        return made

    def _fail_if_asked(self, class_type: str) -> None:
        for fault, (failing, words) in _FAILURES.items():
            if fault in self._machine.faults and class_type == failing:
                raise RuntimeError(words)

    def _finish(self) -> None:
        most = self._states[self._at]["max"]
        self._advance(most, most, "finished")
        self._executed.append(self._at)

    def meta(self) -> dict[str, dict[str, str | None]]:
        """Of the nodes that saved something."""
        own = ("node_id", "display_node", "real_node_id")
        return {node: {**dict.fromkeys(own, node), "parent_node": None} for node in self.saved}

    def _keep(self, node: str, made: tuple[Any, ...]) -> None:
        self._results[node] = self._machine.cache[self._sign(node)] = made
        if node in self._item[4]:
            self.saved[node] = {} if Fault.NOTHING_SAVED in self._machine.faults else made[0]
            self._machine.say(self._item, "executed", {"node": node, "display_node": node, "output": self.saved[node]})

    def _value(self, value: Any) -> Any:
        return self._result(value[0])[value[1]] if isinstance(value, list) else value

    def _step(self, number: int, steps: int, picture: Image.Image) -> None:
        if number == 2 and Fault.INTERRUPTED in self._machine.faults:
            self._machine.interrupt()
        self._machine.check(self._item)
        self._machine.steps += 1
        self._advance(number, steps, "running")
        jpeg = io.BytesIO()
        picture.resize((96, 54)).save(jpeg, "JPEG")
        metadata = {**self._places(), "image_type": "image/jpeg"}
        progress = {"value": number, "max": steps, "node": self._at}
        self._machine.step(self._item, progress, json.dumps(metadata).encode(), jpeg.getvalue())

    def _advance(self, value: float, most: float, state: str) -> None:
        self._states[self._at] = {"value": value, "max": most, "state": state, **self._places()}
        self._machine.say(self._item, "progress_state", {"nodes": dict(self._states)})

    def _places(self) -> dict[str, str | None]:
        at = self._at
        own: dict[str, str | None] = {"node_id": at, "display_node_id": at, "real_node_id": at}
        return {**own, "parent_node_id": None, "prompt_id": self._item[1]}

    def _sign(self, node: str) -> str:
        """The same wishes all the way up have the same result."""
        told = self._graph[node]
        above = {k: [self._sign(v[0]), v[1]] if isinstance(v, list) else v for k, v in told["inputs"].items()}
        return json.dumps([told["class_type"], above], sort_keys=True)
