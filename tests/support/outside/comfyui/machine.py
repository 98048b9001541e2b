"""The queue, the thread that works it off, and the history; all of it in memory, as in a real server."""

from __future__ import annotations

import itertools
import struct
import threading
import time
import uuid
from typing import Any, Protocol

from tests.support.outside.comfyui.faults import Fault
from tests.support.outside.comfyui.nodes import Disk
from tests.support.outside.comfyui.run import Interrupted, Item, Run

_PREVIEWS = {"auto", "latent2rgb", "taesd"}
_PREVIEW, _PREVIEW_WITH_METADATA, _JPEG = 1, 4, 1


class Clients(Protocol):
    def tell(self, kind: str, data: dict[str, Any] | bytes, client: str | None) -> None:
        """To one of them, or to all."""
        ...

    def knows_metadata(self, client: str | None) -> bool:
        """Whether it said that it understands previews with the job that they are of."""
        ...


class Machine:
    def __init__(self, disk: Disk, faults: set[Fault], clients: Clients) -> None:
        self.disk, self.faults, self._clients = disk, faults, clients
        self.pending: list[Item] = []
        self.running: list[Item] = []
        self.history: dict[str, Any] = {}
        self.done: list[str] = []  # the jobs that ran to their end, however often
        self.gate = threading.Event()  # closed, a sampler waits before its next step
        self.gate.set()
        self.steps = 0  # of samplers, in all
        self.cache: dict[str, tuple[Any, ...]] = {}
        self.at: tuple[str | None, str] | None = None  # the client and the node that is in work for it
        self._numbers = itertools.count()
        self._interrupt: str | None = None
        self._over = False
        self._changed = threading.Condition(threading.RLock())
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def put(self, graph: Any, extra: dict[str, Any], job: str | None, outputs: list[str]) -> Item:
        with self._changed:
            extra = {**extra, "create_time": int(time.time() * 1000)}
            item = [next(self._numbers), job or str(uuid.uuid4()), graph, extra, outputs]
            self.pending.append(item)
            self._changed.notify_all()
        self._status()
        return item

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
            ended = self._run(item)
            if self.stopped():
                return
            if Fault.LATE_HISTORY in self.faults:
                time.sleep(1.5)
            with self._changed:
                self.running.remove(item)
                self.at = None
                self.history[item[1]] = {"prompt": item, **ended}
                self.done.append(item[1])
            self._status()
            self.say(item, "executing", {"node": None})

    def _run(self, item: Item) -> dict[str, Any]:
        """What the history tells of it."""
        messages: list[tuple[str, dict[str, Any]]] = []
        run = Run(self, item)

        def say(kind: str, data: dict[str, Any]) -> None:
            messages.append((kind, {"prompt_id": item[1], **data, "timestamp": int(time.time() * 1000)}))
            self.say(item, *messages[-1])

        say("execution_start", {})
        say("execution_cached", {"nodes": run.cached()})
        try:
            run.all()
        except Interrupted:
            say("execution_interrupted", run.where())
        except RuntimeError as error:
            told = {"exception_message": f"{error}\n", "exception_type": "RuntimeError", "traceback": ["  File …"]}
            say("execution_error", {**run.where(), **told, "current_inputs": {}, "current_outputs": []})
        else:
            say("execution_success", {})
        well = messages[-1][0] == "execution_success"
        status = {"status_str": "success" if well else "error", "completed": well, "messages": messages}
        return {"outputs": run.saved, "status": status, "meta": run.meta()}

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
        if kind == "progress_state" and Fault.OLD_VERSION in self.faults:
            return
        self._clients.tell(kind, {"prompt_id": item[1], **data}, item[3].get("client_id"))

    def step(self, item: Item, progress: dict[str, Any], metadata: bytes, jpeg: bytes) -> None:
        """Who understands metadata has the preview before the step that it is of, everybody else behind it."""
        if self._knows_metadata(item):
            self._show(item, struct.pack(">II", _PREVIEW_WITH_METADATA, len(metadata)) + metadata + jpeg)
        self.say(item, "progress", progress)
        if not self._knows_metadata(item):
            self._show(item, struct.pack(">II", _PREVIEW, _JPEG) + jpeg)

    def _knows_metadata(self, item: Item) -> bool:
        return Fault.OLD_VERSION not in self.faults and self._clients.knows_metadata(item[3].get("client_id"))

    def _show(self, item: Item, frame: bytes) -> None:
        """Where previews are asked for; an old version was started with them."""
        if Fault.OLD_VERSION in self.faults or item[3].get("preview_method") in _PREVIEWS:
            self._clients.tell("binary", frame, item[3].get("client_id"))

    def _status(self) -> None:
        self._clients.tell("status", {"status": self.info()}, None)
