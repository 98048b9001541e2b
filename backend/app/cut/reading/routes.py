from __future__ import annotations

from anyio import to_thread
from fastapi import APIRouter, Request

from app.assets import journal
from app.assets.limits import Limits
from app.assets.multipart import receiving
from app.config import Settings
from app.cut.reading import reader
from app.cut.reading.limits import MAX_BUNDLE_BYTES
from app.cut.reading.report import compare
from app.cut.reading.schemas import CutReport
from app.cut.routes import CutsDep
from app.errors import Invalid
from app.idempotency import OnceRoute
from app.projects.dependencies import FilmDep
from app.schemas import problems

router = APIRouter(tags=["cut"], route_class=OnceRoute, prefix="/projects/{project_id}/cut")

_ONE_FILE = {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}
_MULTIPART = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _ONE_FILE}}}}


@router.post("/compare", openapi_extra=_MULTIPART, responses=problems(404, 409, 413, 415, 422, 503, 507))
async def compare_cut(film: FilmDep, cuts: CutsDep, request: Request) -> CutReport:
    """What the form's one `file` from an editing program (`.otio`, `.otioz`, `.edl`, `.fcpxml`) plays otherwise than
    the film's cut. Nothing is changed."""
    settings: Settings = request.app.state.settings
    kind, limits = request.headers.get("content-type", ""), Limits(MAX_BUNDLE_BYTES, settings.disk_reserve)
    folder = await to_thread.run_sync(journal.uploads, film)
    async with receiving(request.stream(), kind, folder, limits) as files:
        try:
            if len(files) != 1:
                raise Invalid("Send one timeline, in the field “file”.", field="file", code="one_file")
            cut, _ = await to_thread.run_sync(cuts.get, film)
            theirs = await to_thread.run_sync(reader.read, files[0].path, files[0].name, cut.fps)
        finally:
            for file in files:
                file.path.unlink(missing_ok=True)
    return await to_thread.run_sync(compare, files[0].name, cut, theirs)
