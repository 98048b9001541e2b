"""The stub's face: HTTP and sockets on a port of its own."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from tests.support.outside.comfyui import views
from tests.support.outside.comfyui.faults import Fault
from tests.support.outside.comfyui.machine import Machine
from tests.support.outside.comfyui.nodes import Disk
from tests.support.studios.processes import free_port
from tests.support.waiting import eventually


class ComfyUI:
    """`start` after `kill` is a restart: what lies on its disk is there, queue and history are not."""

    def __init__(self) -> None:
        self.port = free_port()
        self.disk = Disk()
        self.faults: set[Fault] = set()
        self.submitted: list[str] = []
        self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.machine = Machine(self.disk, self.faults, self)
        self._sockets: dict[str, WebSocket] = {}
        self._features: dict[str, dict[str, Any]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        config = uvicorn.Config(
            self._app(), port=self.port, log_level="error", ws="websockets-sansio", lifespan="off", access_log=False
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        eventually(lambda: self._server.started)

    def kill(self) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join()
        self.machine.stop()

    def drop_sockets(self) -> None:
        for socket in list(self._sockets.values()):
            self._in_loop(socket.close(1012))
        self._sockets.clear()

    def _serve(self) -> None:
        with asyncio.Runner() as runner:
            self._loop = runner.get_loop()
            runner.run(self._server.serve())

    def _app(self) -> Starlette:
        routes = [
            Route("/prompt", self._answered(views.post_prompt), methods=["POST"]),
            Route("/queue", self._answered(views.get_queue), methods=["GET"]),
            Route("/queue", self._answered(views.post_queue), methods=["POST"]),
            Route("/interrupt", self._answered(views.interrupt), methods=["POST"]),
            Route("/history", self._answered(views.histories)),
            Route("/history/{job}", self._answered(views.history)),
            Route("/view", self._answered(views.view)),
            Route("/upload/image", self._answered(views.upload), methods=["POST"]),
            Route("/view_metadata/{folder}", self._answered(views.view_metadata)),
            Route("/object_info/{node}", self._answered(views.object_info)),
            Route("/system_stats", self._answered(views.system_stats)),
            WebSocketRoute("/ws", self._socket),
        ]
        return Starlette(routes=routes)

    def _answered(self, view: views.View) -> Any:
        async def answer(request: Request) -> Response:
            if Fault.ANSWER_HANGS in self.faults:
                while Fault.ANSWER_HANGS in self.faults and not self._server.should_exit:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            if Fault.ANSWER_HTML in self.faults:
                return HTMLResponse("<h1>It works!</h1>")
            return await view(self, request)

        return answer

    async def _socket(self, socket: WebSocket) -> None:
        if Fault.SOCKET_REFUSED in self.faults:
            await socket.close()
            return
        await socket.accept()
        sid = socket.query_params.get("clientId", "")
        self._sockets[sid], self._features[sid] = socket, {}
        await socket.send_json({"type": "status", "data": {"status": self.machine.info(), "sid": sid}})
        if (at := self.machine.at) and at[0] == sid:
            await socket.send_json({"type": "executing", "data": {"node": at[1]}})
        try:
            await self._hear(sid, socket)
        except WebSocketDisconnect:
            self._sockets.pop(sid, None)  # whoever holds the name by now
            self._features.pop(sid, None)

    async def _hear(self, sid: str, socket: WebSocket) -> None:
        """The first word counts, if it names features."""
        first = json.loads(await socket.receive_text())
        if first.get("type") == "feature_flags" and Fault.OLD_VERSION not in self.faults:
            self._features[sid] = first["data"]
            own = {"supports_preview_metadata": True, "max_upload_size": 100 * 2**20}
            await socket.send_json({"type": "feature_flags", "data": own})
        while True:
            await socket.receive_text()

    def knows_metadata(self, client: str | None) -> bool:
        return self._features.get(client or "", {}).get("supports_preview_metadata") is True

    def tell(self, kind: str, data: dict[str, Any] | bytes, client: str | None) -> None:
        """From the thread that works: to one client, or to all."""
        if Fault.SOCKET_MUTE in self.faults:
            return
        if kind == "progress" and isinstance(data, dict) and data["value"] == 2 and Fault.SOCKET_CUT in self.faults:
            self.drop_sockets()
        garbage: list[str | bytes] = ["{", b"\0", '{"type": "progress", "data": {"max": 0}}', b"\0\0\0\4\0\0\xff\xff{"]
        frame = data if isinstance(data, bytes) else json.dumps({"type": kind, "data": data})
        for each in [*(garbage if Fault.GARBLED_FRAMES in self.faults else []), frame]:
            for sid, socket in list(getattr(self, "_sockets", {}).items()):
                if client in {None, sid}:
                    self._in_loop(_send(socket, each))

    def _in_loop(self, sending: Any) -> None:
        if self._loop is None or self._loop.is_closed() or self._server.should_exit:
            sending.close()
        else:
            asyncio.run_coroutine_threadsafe(sending, self._loop)


async def _send(socket: WebSocket, frame: str | bytes) -> None:
    with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # it has just closed
        await (socket.send_bytes(frame) if isinstance(frame, bytes) else socket.send_text(frame))
