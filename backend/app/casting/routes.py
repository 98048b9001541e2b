from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, Header, Path, Request, Response
from fastapi.responses import FileResponse
from starlette.requests import HTTPConnection

from app.assets import journal
from app.assets.limits import Limits
from app.assets.multipart import receive
from app.casting import prompts
from app.casting.prompts import CompositePrompt, CompositeWish
from app.characters import store, usage
from app.characters.schemas import Character, CharacterCreate, CharacterPatch, Picture, Usage, UsageEntry
from app.characters.service import Characters, tag
from app.characters.store import Cast
from app.characters.telling import tell, variations
from app.config import Settings
from app.errors import Invalid, NotFound
from app.files.serve import media
from app.idempotency import OnceRoute
from app.paging import PageDep
from app.projects.dependencies import FilmDep, ProjectsDep
from app.schemas import problems

router = APIRouter(tags=["characters"], route_class=OnceRoute)
prompts_router = APIRouter(tags=["characters"])

MAX_FACE = 50 * 2**20  # bytes
_ONE_FILE = {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}
_MULTIPART = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _ONE_FILE}}}}


async def characters(connection: HTTPConnection) -> Characters:
    found: Characters = connection.app.state.characters
    return found


CharactersDep = Annotated[Characters, Depends(characters)]
CharacterId = Annotated[str, Path(max_length=64)]


def cast(character_id: CharacterId, film: FilmDep) -> Cast:
    return store.get(film, character_id)


CastDep = Annotated[Cast, Depends(cast)]
_ALL = "/projects/{project_id}/characters"
ONE = _ALL + "/{character_id}"


@router.get(_ALL, response_model=list[Character], responses=problems(404, 422))
def list_characters(film: FilmDep, page: PageDep) -> Response:
    """By name."""
    return page.of([tell(cast) for cast in store.all_of(film)])


@router.post(_ALL, status_code=201, responses=problems(404, 409, 422, 503, 507))
def create_character(wanted: CharacterCreate, film: FilmDep, characters: CharactersDep) -> Character:
    return characters.create(film, wanted)


@router.get(ONE, responses=problems(404, 409))
def get_character(cast: CastDep, response: Response) -> Character:
    """Its `ETag` guards the next edit."""
    response.headers["ETag"] = tag(cast)
    return tell(cast)


@router.patch(ONE, responses=problems(404, 409, 412, 422, 503, 507))
def patch_character(
    cast: CastDep,
    wanted: CharacterPatch,
    characters: CharactersDep,
    response: Response,
    if_match: Annotated[str | None, Header()] = None,
) -> Character:
    """Only what is named changes."""
    changed, response.headers["ETag"] = characters.change(cast.film, cast.id, wanted, if_match)
    return changed


@router.delete(ONE, status_code=204, responses=problems(404, 409, 503, 507))
def delete_character(cast: CastDep, characters: CharactersDep) -> None:
    """Every file of it goes, its history stays in Git."""
    characters.delete(cast.film, cast.id)


@router.post(ONE + "/base-face", openapi_extra=_MULTIPART, responses=problems(404, 409, 413, 415, 422, 503, 507))
async def upload_base_face(cast: CastDep, characters: CharactersDep, request: Request) -> Character:
    """The form's one `file`, a picture; it is decoded and encoded anew."""
    kind = request.headers.get("content-type", "")
    settings: Settings = request.app.state.settings
    limits = Limits(MAX_FACE, settings.disk_reserve)
    folder = await to_thread.run_sync(journal.uploads, cast.film)
    received = await receive(request.stream(), kind, folder, limits)
    try:
        if len(received) != 1:
            raise Invalid("Send one picture, in the field “file”.", field="file", code="one_file")
        return await to_thread.run_sync(characters.give_face, cast.film, cast.id, received[0].path)
    finally:
        for file in received:
            file.path.unlink(missing_ok=True)


@router.get(ONE + "/base-face", response_class=FileResponse, responses=problems(404, 409))
def get_base_face(cast: CastDep) -> FileResponse:
    face = cast.base_face
    if face is None:
        raise NotFound("This character has no base face yet.", code="base_face_missing")
    return media(face, "image/png", face.name)


@router.get(ONE + "/variations", responses=problems(404, 409))
def list_variations(cast: CastDep) -> dict[str, Picture]:
    """By type."""
    return variations(cast)


@router.get(ONE + "/variations/{variation_type}", response_class=FileResponse, responses=problems(404, 409))
def get_variation(cast: CastDep, variation_type: Annotated[str, Path(max_length=40)]) -> FileResponse:
    path = cast.variations().get(variation_type)
    if path is None:
        raise NotFound("This character has no such variation.", code="variation_not_found")
    return media(path, "image/png", path.name)


@router.get(ONE + "/usage", responses=problems(404, 409))
def get_usage(cast: CastDep) -> Usage:
    """Derived from the film's takes, with what was told from outside."""
    return usage.of(cast)


@router.post(ONE + "/usage", responses=problems(404, 409, 422, 503, 507))
def add_usage(cast: CastDep, entry: UsageEntry, characters: CharactersDep) -> Usage:
    return characters.use(cast.film, cast.id, entry)


@prompts_router.post("/assets/composite-prompt", responses=problems(404, 409, 422))
def compose_prompt(wish: CompositeWish, projects: ProjectsDep) -> CompositePrompt:
    """A prompt with trigger words, mood, place and style, and what to draw them with."""
    return prompts.compose(projects.films, wish)
