"""Films that were asked for and that a worker has yet to make. Their names are taken from the first moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from pydantic import ValidationError

from app.errors import Conflict, NotFound
from app.files import claim
from app.files.names import film_name, fold
from app.files.write import Unreadable, read_json, write_json
from app.projects import layout, version
from app.projects.making.narratives import CHAPTERS
from app.projects.schemas import Counts, Project, ProjectCreate, Setup
from app.projects.store import Films
from app.schemas import now


def plan(films: Films, film_id: str, wanted: ProjectCreate) -> Setup:
    """Durable when it returns. Raises `Invalid`, `Conflict`."""
    films.prepare()
    setup = Setup(id=film_id, name=film_name(wanted.name), wanted=wanted, asked=now())
    with films.locked():
        refuse_taken(films, setup.name, film_id)
        _folder(films).mkdir(exist_ok=True)
        write_json(_path(films, film_id), setup.model_dump(mode="json"))
    return setup


def all_of(films: Films) -> Iterator[Setup]:
    for path in _folder(films).glob("*.json"):
        if setup := _read(path):
            yield setup


def get(films: Films, film_id: str) -> Setup | None:
    return next((setup for setup in all_of(films) if setup.id == film_id), None)


@contextmanager
def claimed(films: Films, film_id: str) -> Iterator[Setup | None]:
    """None where there is none, or another process is at it."""
    setup = get(films, film_id)
    with claim.claimed(_path(films, film_id)) if setup else nullcontext(False) as mine:
        yield setup if mine else None


def close(films: Films, film_id: str) -> None:
    _path(films, film_id).unlink(missing_ok=True)


def withdraw(films: Films, film_id: str) -> bool:
    """From here on nobody moves its film in; False where nobody had yet to make one."""
    if get(films, film_id) is None:
        return False
    with films.locked():
        close(films, film_id)
    return True


def refuse_withdrawn(films: Films, film_id: str) -> None:
    """Raises `NotFound`; hold the workspace's lock."""
    if not _path(films, film_id).exists():
        raise NotFound("This project was deleted before it was made.", code="project_not_found")


def refuse_taken(films: Films, name: str, film_id: str) -> None:
    """No two films of one name, in any case, made or asked for. Raises `Conflict`; sure under the workspace's lock."""
    asked_for = {fold(setup.name) for setup in all_of(films) if setup.id != film_id}
    if fold(name) in films.names() | asked_for:
        raise Conflict(f"A project named “{name}” exists already.", field="name", code="name_taken")


def tell(setup: Setup) -> Project:
    wanted = setup.wanted
    return Project(
        id=setup.id,
        name=setup.name,
        folder=setup.name,
        version=version.CURRENT,
        created=setup.asked,
        changed=setup.asked,
        quality=wanted.quality,
        narrative=wanted.narrative,
        status="processing",
        reason=None,
        settings=wanted.settings,
        look="",
        counts=Counts(chapters=len(CHAPTERS[wanted.narrative]), scenes=0, shots=0, takes=0, assets=0),
        chapters=[],
        poster_url=None,
    )


def _folder(films: Films) -> Path:
    return films.root / layout.STATE / "setups"


def _path(films: Films, film_id: str) -> Path:
    return _folder(films) / f"{film_id}.json"


def _read(path: Path) -> Setup | None:
    try:
        return Setup.model_validate(read_json(path))
    except (FileNotFoundError, Unreadable, ValidationError):
        return None
