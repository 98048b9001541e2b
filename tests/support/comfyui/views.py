"""The stub's requests, each with the faults that it may have."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from tests.support.comfyui.faults import Fault
from tests.support.comfyui.nodes import SAMPLERS
from tests.support.comfyui.validation import node_error, not_in_list, refusal

if TYPE_CHECKING:
    from tests.support.comfyui.server import ComfyUI

View = Callable[["ComfyUI", Request], Awaitable[Response]]


async def post_prompt(server: ComfyUI, request: Request) -> Response:
    told = await request.json()
    graph, extra = told["prompt"], {**told.get("extra_data", {}), "client_id": told.get("client_id")}
    if Fault.ANSWER_500 in server.faults:
        return Response("500 Internal Server Error\n\nServer got itself in trouble", 500)
    if refused := refusal(graph, server.disk):
        return JSONResponse(refused, 400)
    job = server.machine.put(graph, extra, None if Fault.OWN_IDS in server.faults else told.get("prompt_id"))
    server.submitted.append(job)
    if Fault.ANSWER_LOST in server.faults:
        server.faults.discard(Fault.ANSWER_LOST)
        return StreamingResponse(_broken(b'{"prom'), headers={"content-length": "100"})
    errors = {}
    if Fault.NODE_ERRORS_WITH_200 in server.faults:
        errors["3"] = node_error(graph, "3", [not_in_list("sampler_name", "best", SAMPLERS)])
    return JSONResponse({"prompt_id": job, "number": 1, "node_errors": errors})


async def get_queue(server: ComfyUI, _: Request) -> Response:
    return JSONResponse(server.machine.queue())


async def post_queue(server: ComfyUI, request: Request) -> Response:
    server.machine.delete((await request.json()).get("delete", []))
    return Response()


async def interrupt(server: ComfyUI, request: Request) -> Response:
    body = await request.body()
    server.machine.interrupt((await request.json()).get("prompt_id") if body else None)
    return Response()


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
    node = request.path_params["node"]
    required = server.disk.required()
    return JSONResponse({node: {"input": {"required": required[node]}, "name": node}} if node in required else {})


async def system_stats(_: ComfyUI, __: Request) -> Response:
    device: dict[str, Any] = {"name": "cuda:0 NVIDIA", "type": "cuda", "vram_total": 24 * 2**30}
    return JSONResponse({"system": {"comfyui_version": "0.3.64"}, "devices": [device]})


async def _broken(data: bytes) -> AsyncIterator[bytes]:
    """Fewer bytes than were promised."""
    yield data
    raise ConnectionResetError
