"""The session of a browser. Its cookie is written anew with each answer, so that it ends only when it is not used."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from starlette.requests import HTTPConnection

from app.schemas import problems
from app.sessions import service
from app.sessions.cookies import LIFETIME_SECONDS
from app.sessions.schemas import Session, SessionPatch, SessionTold, SignIn
from app.sessions.service import Sessions

router = APIRouter(tags=["sessions"], prefix="/session")


class Desk:
    """Where a session is asked for and handed out."""

    def __init__(self, connection: HTTPConnection, response: Response) -> None:
        self.sessions: Sessions = connection.app.state.sessions
        self.place = connection.client.host if connection.client else ""
        self._connection = connection
        self._response = response
        response.headers["Cache-Control"] = "no-store"

    @property
    def session(self) -> Session:
        """The caller's, or a new one."""
        return of(self._connection) or service.new()

    def hand(self, session: Session) -> SessionTold:
        cookies = self.sessions.cookies
        self._response.set_cookie(
            cookies.name,
            cookies.write(session),
            LIFETIME_SECONDS,
            secure=self._secure,
            httponly=True,
            samesite="strict",
        )
        return SessionTold(**session.model_dump(), protected=self.sessions.protected)

    def take_back(self) -> None:
        self._response.delete_cookie(self.sessions.cookies.name, secure=self._secure, httponly=True, samesite="strict")

    @property
    def _secure(self) -> bool:
        return self._connection.url.scheme == "https"


def of(connection: HTTPConnection) -> Session | None:
    """As the gate has found it."""
    found: Session | None = connection.scope.get("auteur.session")
    return found


DeskDep = Annotated[Desk, Depends()]


@router.get("")
async def get_session(desk: DeskDep) -> SessionTold:
    """Who sits at this browser; a first visit gets a name."""
    return desk.hand(desk.session)


@router.post("", responses=problems(429))
async def sign_in(wanted: SignIn, desk: DeskDep) -> SessionTold:
    """A session for the access token, where the studio asks for one."""
    return desk.hand(desk.sessions.sign_in(wanted.token, desk.place))


@router.patch("")
async def rename_session(wanted: SessionPatch, desk: DeskDep) -> SessionTold:
    """Change the name that others see."""
    return desk.hand(desk.session.model_copy(update={"name": wanted.name}))


@router.delete("", status_code=204)
async def sign_out(desk: DeskDep) -> None:
    """The browser forgets its session. A copy of its cookie ends with its time, or with another access token."""
    desk.take_back()
