"""Every error as `application/problem+json`: a sentence to act on, never a stack trace."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from filelock import Timeout
from redis.exceptions import RedisError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from app.errors import AuteurError, Conflict, SignInRequired, StorageFull, Unavailable
from app.files import room
from app.schemas import PROBLEM_TYPE, FieldProblem, Problem

log = structlog.get_logger()

_NOT_OURS = "Files of this project belong to another user: give them to the studio's with chown, then try again."


def answer(error: AuteurError) -> JSONResponse:
    errors = [FieldProblem(field=error.field, message=error.detail)] if error.field else []
    response = _respond(error.status, error.title, error.detail, error.code, errors)
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, SignInRequired):
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def install(app: FastAPI) -> None:
    app.add_exception_handler(AuteurError, _ours)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RedisError, _redis_away)
    app.add_exception_handler(Timeout, _busy)
    app.add_exception_handler(OSError, _disk)
    app.add_exception_handler(ClientDisconnect, _hung_up)


def _respond(status: int, title: str, detail: str, code: str, errors: Sequence[FieldProblem] = ()) -> JSONResponse:
    problem = Problem(
        type=f"urn:auteur:problem:{code}", title=title, status=status, detail=detail, code=code, errors=list(errors)
    )
    return JSONResponse(problem.model_dump(), status, media_type=PROBLEM_TYPE)


def _ours(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AuteurError)  # noqa: S101  Starlette's handlers are typed for any exception
    return answer(error)


def _malformed(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    found = [_field(entry) for entry in error.errors()]
    detail = "; ".join(f"{entry.field}: {entry.message}" if entry.field else entry.message for entry in found)
    return _respond(422, "Invalid", f"Invalid request: {detail}", "invalid_request", found)


def _field(entry: dict[str, Any]) -> FieldProblem:
    place = ".".join(str(part) for part in entry["loc"] if part not in {"body", "query", "path", "header"})
    required = entry["type"] == "missing"
    return FieldProblem(field=_printable(place), message="required" if required else _printable(entry["msg"]))


def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101
    # Starlette answers 400 to a body it can't read; to a client that is one more malformed body.
    status = 422 if error.status_code == 400 else error.status_code
    title = HTTPStatus(status).phrase
    response = _respond(status, title, f"{title}.", title.lower().replace(" ", "_"))
    response.headers.update(error.headers or {})
    return response


def _redis_away(_: Request, error: Exception) -> JSONResponse:
    log.warning("redis.away", reason=str(error))
    return answer(Unavailable("The queue's memory (Redis) can't be reached; try again.", code="redis_unavailable"))


def _busy(_: Request, __: Exception) -> JSONResponse:
    return answer(Unavailable("Someone else is writing to this project; try again.", code="project_busy"))


def _disk(_: Request, error: Exception) -> JSONResponse:
    if room.ran_out(error):
        return answer(StorageFull("The disk is full; make room, then try again."))
    if isinstance(error, PermissionError):
        log.warning("disk.not_permitted", reason=str(error))
        return answer(Conflict(_NOT_OURS, code="not_permitted"))
    raise error


def _hung_up(request: Request, _: Exception) -> Response:
    """Connections break: no fault of ours, and nobody hears the answer."""
    log.info("client.hung_up", path=request.url.path)
    return Response(status_code=400)


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
