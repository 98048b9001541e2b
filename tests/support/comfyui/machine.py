"""The queue, the thread that works it off, and the history; all of it in memory, as in a real server."""

from __future__ import annotations

import io
import json
import struct
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

from PIL import Image

from tests.support.comfyui.faults import Fault
from tests.support.comfyui.nodes import OUTPUTS, Disk, run

Item = list[Any]  # number, id, graph, extra data, nodes that save
Tell = Callable[[str, "dict[str, Any] | bytes", "str | None"], None]


class Interrupted(Exception):
    pass


class Machine:
    def __init__(self, disk: Disk, faults: set[Fault], tell: Tell) -> None:
        self.disk, self.faults, self._tell = disk, faults, tell
        self.pending: list[Item] = []
        self.running: list[Item] = []
        self.history: dict[str, Any] = {}
        self.done: list[str] = []  # the jobs that ran to their end, however often
        self.gate = threading.Event()  # closed, a sampler waits before its next step
        self.gate.set()
        self.steps = 0  # of samplers, in all
        self.cache: dict[str, tuple[Any, ...]] = {}
        self._interrupt: str | None = None
        self._over = False
        self._changed = threading.Condition(threading.RLock())
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def put(self, graph: Any, extra: dict[str, Any], job: str | None = None, outputs: list[str] | None = None) -> str:
        with self._changed:
            number = len(self.history) + len(self.pending) + len(self.running)
            item = [number, job or str(uuid.uuid4()), graph, extra, outputs or _savers(graph)]
            self.pending.append(item)
            self._changed.notify_all()
        self._status()
        return str(item[1])

    def delete(self, jobs: list[str]) -> None:
        with self._changed:
            self.pending = [item for item in self.pending if item[1] not in jobs]
        self._status()

    def interrupt(self, job: str | None = None) -> None:
        """With an id, only if that one runs."""
        with self._changed:
            runs = [item[1] for item in self.running]
            if runs and job in {None, runs[0]}:
                self._interrupt = runs[0]

    def queue(self) -> dict[str, list[Item]]:
        with self._changed:
            return {"queue_running": list(self.running), "queue_pending": list(self.pending)}

    def stop(self) -> None:
        """As a kill does: in the middle."""
        with self._changed:
            self._over = True
            self._changed.notify_all()
        self.gate.set()
        self._thread.join()

    def stopped(self) -> bool:
        return self._over

    def info(self) -> dict[str, Any]:
        return {"exec_info": {"queue_remaining": len(self.pending) + len(self.running)}}

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self.pending or self._over)
                if self.stopped():
                    return
                item = self.pending.pop(0)
                self.running.append(item)
            self._status()
            outputs, status = self._run(item)
            if self.stopped():
                return
            if Fault.LATE_HISTORY in self.faults:
                time.sleep(1.5)
            with self._changed:
                self.running.remove(item)
                self.history[item[1]] = {"prompt": item, "outputs": outputs, "status": status, "meta": {}}
                self.done.append(item[1])
            self._status()
            self.say(item, "executing", {"node": None})

    def _run(self, item: Item) -> tuple[dict[str, Any], dict[str, Any]]:
        messages: list[tuple[str, dict[str, Any]]] = []
        run_ = _Run(self, item)

        def say(kind: str, data: dict[str, Any]) -> None:
            messages.append((kind, {"prompt_id": item[1], **data, "timestamp": int(time.time() * 1000)}))
            self.say(item, kind, data)

        say("execution_start", {})
        say("execution_cached", {"nodes": run_.cached()})
        try:
            run_.all()
        except Interrupted:
            say("execution_interrupted", run_.where())
        except RuntimeError as error:
            told = {"exception_message": f"{error}\n", "exception_type": "RuntimeError", "traceback": ["  File …"]}
            say("execution_error", {**run_.where(), **told, "current_inputs": {}, "current_outputs": []})
        else:
            say("execution_success", {})
            return run_.saved, {"status_str": "success", "completed": True, "messages": messages}
        return run_.saved, {"status_str": "error", "completed": False, "messages": messages}

    def check(self, item: Item) -> None:
        """Between two steps."""
        while not self.gate.wait(0.02):
            self._stop_if_asked(item)
        while Fault.STANDS_STILL in self.faults and not self._over:
            time.sleep(0.02)
        self._stop_if_asked(item)

    def _stop_if_asked(self, item: Item) -> None:
        asked = self._interrupt == item[1]
        if asked or self._over:
            self._interrupt = None
            raise Interrupted

    def say(self, item: Item, kind: str, data: dict[str, Any]) -> None:
        self._tell(kind, {"prompt_id": item[1], **data}, item[3].get("client_id"))

    def say_bytes(self, item: Item, kind: int, data: bytes) -> None:
        self._tell("binary", struct.pack(">I", kind) + data, item[3].get("client_id"))

    def _status(self) -> None:
        self._tell("status", {"status": self.info()}, None)


class _Run:
    """One job, node by node."""

    def __init__(self, machine: Machine, item: Item) -> None:
        self._machine, self._item, self._graph = machine, item, item[2]
        self._states: dict[str, dict[str, Any]] = {}
        self._at = ""
        self._results: dict[str, tuple[Any, ...]] = {}
        self.saved: dict[str, Any] = {}

    def cached(self) -> list[str]:
        known = [node for node in self._graph if self._sign(node) in self._machine.cache]
        self._results = {node: self._machine.cache[self._sign(node)] for node in known}
        self._states = {node: {"value": 1, "max": 1, "state": "finished"} for node in known}
        self.saved = {node: self._results[node][0] for node in known if node in self._item[4]}
        return known

    def all(self) -> None:
        for output in self._item[4]:
            self._result(output)

    def where(self) -> dict[str, Any]:
        node = self._graph[self._at]["class_type"] if self._at else ""
        return {"node_id": self._at, "node_type": node, "executed": list(self._results)}

    def _result(self, node: str) -> tuple[Any, ...]:
        if node in self._results:
            return self._results[node]
        told = self._graph[node]
        inputs = {name: self._value(value) for name, value in told["inputs"].items()}
        self._at = node
        self._machine.check(self._item)
        self._machine.say(self._item, "executing", {"node": node, "display_node": node})
        self._advance(0, 1, "running")
        if Fault.NODE_FAILS in self._machine.faults and told["class_type"] == "VAEDecode":
            raise RuntimeError("Allocation on device: out of memory")
        made = run(told["class_type"], inputs, self._machine.disk, self._graph, self._step)
        self._advance(1, 1, "finished")
        self._keep(node, made)
        return made

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
        self._machine.say(self._item, "progress", {"value": number, "max": steps, "node": self._at})
        jpeg = io.BytesIO()
        picture.resize((96, 54)).save(jpeg, "JPEG")
        metadata = {"node_id": self._at, "prompt_id": self._item[1], "image_type": "image/jpeg"}
        words = json.dumps(metadata).encode()
        self._machine.say_bytes(self._item, 4, struct.pack(">I", len(words)) + words + jpeg.getvalue())

    def _advance(self, value: int, most: int, state: str) -> None:
        self._states[self._at] = {"value": value, "max": most, "state": state, "node_id": self._at}
        self._machine.say(self._item, "progress_state", {"nodes": dict(self._states)})

    def _sign(self, node: str) -> str:
        """The same wishes all the way up have the same result."""
        told = self._graph[node]
        above = {k: [self._sign(v[0]), v[1]] if isinstance(v, list) else v for k, v in told["inputs"].items()}
        return json.dumps([told["class_type"], above], sort_keys=True)


def _savers(graph: Any) -> list[str]:
    return [node for node, told in graph.items() if told["class_type"] in OUTPUTS]
