"""Resumable uploads by the tus protocol. `Upload-Metadata` names `filename`, `project_id`, `asset_type` and, if the
client knows it, the `sha256` of the whole."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Request, Response
from starlette.requests import HTTPConnection

from app.assets.limits import MAX_METADATA
from app.errors import Unsupported
from app.idempotency import OnceRoute
from app.schemas import problems
from app.uploads import protocol
from app.uploads.service import Piece, Progress, Uploads

router = APIRouter(tags=["uploads"], prefix="/uploads", route_class=OnceRoute)

UploadId = Annotated[str, Path(max_length=128)]
Count = Annotated[int, Header(ge=0, le=2**53)]


async def uploads(connection: HTTPConnection) -> Uploads:
    found: Uploads = connection.app.state.uploads
    return found


def speak(response: Response, tus_resumable: Annotated[str | None, Header()] = None) -> None:
    response.headers["Tus-Resumable"] = protocol.VERSION
    protocol.require_version(tus_resumable)


def piece(
    request: Request,
    upload_offset: Count,
    upload_checksum: Annotated[str | None, Header(max_length=200)] = None,
) -> Piece:
    if request.headers.get("content-type") != protocol.PATCH_TYPE:
        raise Unsupported(f"Send the bytes as {protocol.PATCH_TYPE}.", code="tus_content_type")
    return Piece(upload_offset, request.stream(), protocol.parse_checksum(upload_checksum))


UploadsDep = Annotated[Uploads, Depends(uploads)]
PieceDep = Annotated[Piece, Depends(piece)]
Speaks = Depends(speak)


@router.options("", status_code=204)
def upload_options(uploads: UploadsDep, response: Response) -> None:
    """What this server can do."""
    response.headers.update(
        {
            "Tus-Resumable": protocol.VERSION,
            "Tus-Version": protocol.VERSION,
            "Tus-Extension": protocol.EXTENSIONS,
            "Tus-Max-Size": str(uploads.limit),
            "Tus-Checksum-Algorithm": ",".join(protocol.ALGORITHMS),
        }
    )


@router.post("", status_code=201, dependencies=[Speaks], responses=problems(404, 412, 413, 422, 503, 507))
def create_upload(
    uploads: UploadsDep,
    request: Request,
    response: Response,
    upload_length: Count,
    upload_metadata: Annotated[str, Header(max_length=MAX_METADATA)] = "",
) -> None:
    """Begin one; `Location` is where its bytes go."""
    upload = uploads.begin(upload_length, protocol.parse_metadata(upload_metadata))
    response.headers["Location"] = str(request.url_for("append_upload", upload_id=upload.id))
    response.headers["Upload-Offset"] = "0"


@router.head("/{upload_id}", dependencies=[Speaks], responses=problems(404, 412, 423, 460, 503))
def upload_offset(upload_id: UploadId, uploads: UploadsDep, response: Response) -> None:
    """How much of it is here."""
    _tell(uploads.progress(upload_id), response)
    response.headers["Cache-Control"] = "no-store"


@router.patch(
    "/{upload_id}",
    status_code=204,
    dependencies=[Speaks],
    responses=problems(404, 409, 412, 413, 415, 422, 423, 460, 503, 507),
)
async def append_upload(upload_id: UploadId, uploads: UploadsDep, piece: PieceDep, response: Response) -> None:
    """The next bytes; once all are there, `Asset-Id` names what they became."""
    _tell(await uploads.append(upload_id, piece), response)


@router.delete("/{upload_id}", status_code=204, dependencies=[Speaks], responses=problems(404, 412, 503))
def cancel_upload(upload_id: UploadId, uploads: UploadsDep) -> None:
    """Leave no bytes of it."""
    uploads.cancel(upload_id)


def _tell(progress: Progress, response: Response) -> None:
    response.headers["Upload-Offset"] = str(progress.offset)
    response.headers["Upload-Length"] = str(progress.length)
    if progress.asset_id:
        response.headers["Asset-Id"] = progress.asset_id
