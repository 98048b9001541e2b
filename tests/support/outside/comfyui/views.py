"""The stub's requests, each with the faults that it may have."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from tests.support.outside.comfyui.declarations import Declared, declared
from tests.support.outside.comfyui.faults import Fault
from tests.support.outside.comfyui.validation import Told, told, validate

if TYPE_CHECKING:
    from tests.support.outside.comfyui.server import ComfyUI

View = Callable[["ComfyUI", Request], Awaitable[Response]]


async def post_prompt(server: ComfyUI, request: Request) -> Response:
    wish = await request.json()
    job = None if Fault.OLD_VERSION in server.faults else wish.get("prompt_id")
    if Fault.ANSWER_500 in server.faults:
        return Response("500 Internal Server Error\n\nServer got itself in trouble", 500)
    verdict = validate(wish["prompt"], server.disk)
    if refused := _wrong_id(job) or verdict.error:
        return JSONResponse({"error": refused, "node_errors": verdict.node_errors}, 400)
    extra = {**wish.get("extra_data", {}), "client_id": wish.get("client_id")}
    number, taken, *_ = server.machine.put(wish["prompt"], extra, job, verdict.outputs)
    server.submitted.append(taken)
    if Fault.ANSWER_LOST in server.faults:
        server.faults.discard(Fault.ANSWER_LOST)
        return StreamingResponse(_broken(b'{"prom'), headers={"content-length": "100"})
    return JSONResponse({"prompt_id": taken, "number": number, "node_errors": verdict.node_errors})


def _wrong_id(job: str | None) -> Told | None:
    try:
        right = job is None or str(uuid.UUID(job)) == job
    except ValueError:
        right = False
    return None if right else told("invalid_prompt_id", "prompt_id must be a valid UUID", "")


async def get_queue(server: ComfyUI, _: Request) -> Response:
    return JSONResponse(server.machine.queue())


async def post_queue(server: ComfyUI, request: Request) -> Response:
    server.machine.delete((await request.json()).get("delete", []))
    return Response()


async def interrupt(server: ComfyUI, request: Request) -> Response:
    heeded = await request.body() and Fault.OLD_VERSION not in server.faults
    server.machine.interrupt((await request.json()).get("prompt_id") if heeded else None)
    return Response()


async def histories(server: ComfyUI, request: Request) -> Response:
    most = int(request.query_params.get("max_items", len(server.machine.history)))
    return JSONResponse(dict(list(server.machine.history.items())[-most:]))


async def history(server: ComfyUI, request: Request) -> Response:
    job = request.path_params["job"]
    found = server.machine.history.get(job)
    return JSONResponse({job: found} if found else {})


async def view(server: ComfyUI, request: Request) -> Response:
    query = request.query_params
    data = server.disk.outputs.get(f"{query.get('subfolder', '')}/{query['filename']}".lstrip("/"))
    if data is None or Fault.PICTURE_MISSING in server.faults:
        return Response(status_code=404)
    if Fault.PICTURE_HTML in server.faults:
        return Response("<html>Please sign in</html>", media_type="image/png")
    if Fault.PICTURE_BREAKS in server.faults:
        headers = {"content-length": str(len(data))}
        return StreamingResponse(_broken(data[: len(data) // 2]), media_type="image/png", headers=headers)
    if Fault.PICTURE_CUT in server.faults:
        data = data[: len(data) // 2]
    if Fault.PICTURE_DAMAGED in server.faults:
        middle = len(data) // 2
        data = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
    return Response(data, media_type="image/png")


async def upload(server: ComfyUI, request: Request) -> Response:
    if Fault.UPLOAD_REFUSED in server.faults:
        await request.body()
        return Response("Maximum request body size 1 exceeded, actual body size 2", 413)
    async with request.form() as form:
        sent = form["image"]
        assert isinstance(sent, UploadFile)
        name, subfolder = str(sent.filename), str(form.get("subfolder", ""))
        server.disk.inputs[f"{subfolder}/{name}".lstrip("/")] = await sent.read()
    return JSONResponse({"name": name, "subfolder": subfolder, "type": "input"})


async def view_metadata(server: ComfyUI, request: Request) -> Response:
    name = f"{request.path_params['folder']}/{request.query_params['filename']}"
    found = server.disk.metadata.get(name)
    return JSONResponse(found) if found else Response(status_code=404)


async def object_info(server: ComfyUI, request: Request) -> Response:
    name = request.path_params["node"]
    if not (found := declared(server.disk).get(name)):
        return JSONResponse({})
    info = found.told(name)
    if Fault.COMBO_CHOICES in server.faults:
        info["input"] = {"required": {each: _combo(config) for each, config in found.required.items()}}
    return JSONResponse({name: info})


def _combo(config: Declared) -> Declared:
    return ["COMBO", {"options": config[0]}] if isinstance(config[0], list) else config


async def system_stats(_: ComfyUI, __: Request) -> Response:
    device: dict[str, Any] = {"name": "cuda:0 NVIDIA", "type": "cuda", "vram_total": 24 * 2**30}
    return JSONResponse({"system": {"comfyui_version": "0.3.64"}, "devices": [device]})


async def _broken(data: bytes) -> AsyncIterator[bytes]:
    """Fewer bytes than were promised."""
    yield data
    raise ConnectionResetError
