from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.responses import FileResponse
from starlette.requests import HTTPConnection

from app.assets import journal, telling
from app.assets.multipart import receiving
from app.assets.schemas import Asset, AssetPatch
from app.assets.service import Assets
from app.errors import NotFound
from app.files.serve import media
from app.idempotency import OnceRoute
from app.paging import PageDep
from app.projects.dependencies import FilmDep
from app.projects.layout import AssetType
from app.schemas import problems
from app.takes.store import thumbnail_path

router = APIRouter(tags=["assets"], route_class=OnceRoute)

AssetId = Annotated[str, Path(max_length=64)]
Kind = Annotated[AssetType, Query()]

_MULTIPART = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}},
                }
            }
        },
    }
}


async def assets(connection: HTTPConnection) -> Assets:
    found: Assets = connection.app.state.assets
    return found


AssetsDep = Annotated[Assets, Depends(assets)]


@router.post(
    "/projects/{project_id}/assets", openapi_extra=_MULTIPART, responses=problems(404, 413, 415, 422, 503, 507)
)
async def upload_assets(
    film: FilmDep,
    assets: AssetsDep,
    request: Request,
    asset_type: Kind,
    content_length: Annotated[int, Header(ge=0, include_in_schema=False)] = 0,
) -> list[Asset]:
    """Take in the files of the form field `files`; a worker finishes them."""
    folder, content_type = journal.uploads(film), request.headers.get("content-type", "")
    assets.limits.require_room(folder, content_length)
    async with receiving(request.stream(), content_type, folder, assets.limits) as received:
        return await to_thread.run_sync(assets.accept, film, asset_type, received)


@router.get("/projects/{project_id}/assets", response_model=list[Asset], responses=problems(404, 422))
def list_assets(
    film: FilmDep,
    page: PageDep,
    asset_type: Annotated[AssetType | None, Query()] = None,
    q: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Newest first; takes are listed as `renders`. `q` searches names and what was recognised."""
    return page.of(telling.search(telling.all_of(film, asset_type), q))


@router.get("/projects/{project_id}/assets/{asset_id}", responses=problems(404))
def get_asset(asset_id: AssetId, film: FilmDep) -> Asset:
    return telling.get(film, asset_id)


@router.patch("/projects/{project_id}/assets/{asset_id}", responses=problems(404, 409, 422, 503, 507))
def patch_asset(asset_id: AssetId, wanted: AssetPatch, film: FilmDep, assets: AssetsDep) -> Asset:
    """Rename it, or file it under another type."""
    return assets.patch(film, asset_id, wanted)


@router.delete("/projects/{project_id}/assets/{asset_id}", status_code=204, responses=problems(404, 409, 503, 507))
def delete_asset(asset_id: AssetId, film: FilmDep, assets: AssetsDep) -> None:
    """The file goes, its history stays in Git; an upload that is not finished is cancelled."""
    assets.delete(film, asset_id)


@router.get("/projects/{project_id}/assets/{asset_id}/content", response_class=FileResponse, responses=problems(404))
def get_asset_content(asset_id: AssetId, film: FilmDep) -> FileResponse:
    """The bytes, in ranges where asked for, never sniffed or executed."""
    asset = telling.get(film, asset_id)
    return media(telling.file_of(film, asset), asset.mime, asset.name)


@router.get("/projects/{project_id}/assets/{asset_id}/thumbnail", response_class=FileResponse, responses=problems(404))
def get_asset_thumbnail(asset_id: AssetId, film: FilmDep) -> FileResponse:
    """A small JPEG; the picture itself while the cache has none."""
    small = thumbnail_path(film, asset_id)
    if small.exists():
        return media(small, "image/jpeg", small.name)
    if telling.get(film, asset_id).mime.startswith("video/"):
        raise NotFound("There is no small picture of this film at the moment.", code="thumbnail_missing")
    return get_asset_content(asset_id, film)
