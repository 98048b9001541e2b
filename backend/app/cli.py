"""The studio from a shell: `python -m app.cli workspace-init | project-create NAME [--quality Q] | project-list |
sample-create | film-check NAME | reconcile [--check] | backup > FILE |
restore < FILE |
selftest`."""

from __future__ import annotations

import argparse
import sys
import urllib.error
import urllib.request

from redis.exceptions import RedisError

from app.backup.service import back_up
from app.backup.service import restore as restore_from
from app.config import Settings
from app.connecting import connect
from app.cut.shooting.service import Shooting
from app.errors import AuteurError, Conflict, NotFound, Unavailable
from app.events.log import Draft, EventLog, draft
from app.events.telling import Telling
from app.functions.library import Library
from app.projects import outbox
from app.projects.events import ProjectCreated, ProjectData
from app.projects.film import Film
from app.projects.making.building import build
from app.projects.outbox import Commits
from app.projects.schemas import ProjectCreate, Quality
from app.projects.service import Projects
from app.projects.store import Films
from app.projects.telling import tell
from app.provenance.checking import Provenance
from app.reconcile.findings import Survey
from app.reconcile.service import check, repair
from app.sample import making as sample
from app.screenplay.service import Screenplays
from app.system.schemas import SelfTest
from app.system.selftest import SECONDS, words
from app.takes.store import count_by_shot
from app.tasks.ledger import Ledger
from app.tasks.queues import Dispatch, producer
from app.tasks.service import Tasks

_SELFTEST_SECONDS = SECONDS + 30  # to make a film, and to delete it


def main(arguments: list[str]) -> int:
    asked = _parser().parse_args(arguments)
    settings = Settings()
    films = Films(settings.workspace_root)
    try:
        films.prepare()
        asked.run(asked, settings, films)
    except AuteurError as error:
        print(error.detail, file=sys.stderr)
        return 1
    return 0


def workspace_init(_: argparse.Namespace, __: Settings, films: Films) -> None:
    print(f"Workspace initialized: {films.root}")


def project_create(asked: argparse.Namespace, settings: Settings, films: Films) -> None:
    film = build(films, ProjectCreate(name=asked.name, quality=Quality(asked.quality)))
    _announce(settings, draft(ProjectCreated, None, ProjectData(project=tell(film))))
    print(f"Project created: {film.manifest.name} ({film.id})")


def sample_create(_: argparse.Namespace, settings: Settings, films: Films) -> None:
    telling = Telling(connect(settings.redis_url), films.untold)
    commits = Commits(lambda _: None)  # made here
    projects = Projects(films, telling, commits, lambda _: None)
    project = sample.make(projects, Screenplays(telling, commits, count_by_shot))
    film = films.get(project.id)
    outbox.flush(film)
    sample.draw(film, Shooting(connect(settings.redis_url), _tasks(settings, films)))
    print(f"Project created: {project.name} ({project.id})")


def project_list(_: argparse.Namespace, __: Settings, films: Films) -> None:
    for project in map(tell, films.all()):
        print(f"{project.name}\t{project.quality}\t{project.status}\t{project.counts.takes} takes\t{project.id}")


def film_check(asked: argparse.Namespace, settings: Settings, films: Films) -> None:
    """Prints what the film's takes were made with, each with where it stands. Raises `Conflict` when something is not
    here, `NotFound`, `Unavailable`."""
    film = next((each for each in films.all() if isinstance(each, Film) and each.manifest.name == asked.name), None)
    if film is None:
        raise NotFound(f"There is no film “{asked.name}”.", code="project_not_found")
    try:
        found = Provenance(connect(settings.redis_url), Library(films.root)).check(film)
    except RedisError as error:
        raise Unavailable("Redis can't be reached; the workers can't be asked what they have.") from error
    for one in found.ingredients:
        print(f"{one.state}\t{one.kind}\t{one.name}\t{one.version or one.sha256 or ''}\t{one.detail}")
    if not found.complete:
        raise Conflict("Not all is here that the film was made with.")


def reconcile(asked: argparse.Namespace, settings: Settings, films: Films) -> None:
    """Prints what is left for a person to decide; with `--check` all that is found, changing nothing. Raises `Conflict`
    where there is something."""
    redis = connect(settings.redis_url)
    survey = Survey(films, EventLog(redis), Ledger(redis), _tasks(settings, films))
    try:
        found = check(survey) if asked.check else repair(survey, thorough=True)
    except RedisError as error:
        raise Unavailable("Redis can't be reached; what it holds can't be compared.") from error
    for finding in found:
        print(f"{finding.code}\t{finding.film or ''}\t{finding.path}\t{finding.detail}")
    if found:
        raise Conflict(f"{len(found)} findings.")


def backup(_: argparse.Namespace, __: Settings, films: Films) -> None:
    """Onto standard output, so that it goes where the caller may write. Raises `Unavailable`."""
    names = back_up(films, sys.stdout.buffer)
    print(f"Backed up {len(names)} films.", file=sys.stderr)


def restore(_: argparse.Namespace, settings: Settings, films: Films) -> None:
    """Raises `Conflict`, `Invalid`."""
    names = restore_from(films, sys.stdin.buffer)
    restored = [each for each in films.all() if isinstance(each, Film)]
    _announce(settings, *(draft(ProjectCreated, None, ProjectData(project=tell(film))) for film in restored))
    print(f"Restored {len(names)} films to {films.root}.")


def selftest(_: argparse.Namespace, settings: Settings, __: Films) -> None:
    """Asks the running studio. Raises `AuteurError`."""
    headers = {"Authorization": f"Bearer {settings.access_token}", "Content-Type": "application/json"}
    url = f"http://127.0.0.1:{settings.backend_port}/api/v1/system/selftest"
    asked = urllib.request.Request(url, method="POST", headers=headers)
    try:
        with urllib.request.urlopen(asked, timeout=_SELFTEST_SECONDS) as answer:  # noqa: S310
            print(words(SelfTest.model_validate_json(answer.read())))
    except urllib.error.HTTPError as error:
        raise Unavailable(f"The studio refuses: {error}") from error
    except OSError as error:
        raise Unavailable(f"No studio answers at {url}: start it with `make up`.") from error


def _tasks(settings: Settings, films: Films) -> Tasks:
    redis = connect(settings.redis_url)
    return Tasks(redis, films, Ledger(redis), Dispatch(producer(settings), redis))


def _announce(settings: Settings, *events: Draft) -> None:
    """Tell open galleries; without a running studio there are none."""
    try:
        EventLog(connect(settings.redis_url)).append(*events)
    except RedisError:
        return


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="app.cli", description=__doc__)
    commands = parser.add_subparsers(required=True)
    commands.add_parser("workspace-init").set_defaults(run=workspace_init)
    create = commands.add_parser("project-create")
    create.add_argument("name")
    create.add_argument("--quality", default="standard", choices=[quality.value for quality in Quality])
    create.set_defaults(run=project_create)
    commands.add_parser("sample-create").set_defaults(run=sample_create)
    commands.add_parser("project-list").set_defaults(run=project_list)
    lock = commands.add_parser("film-check")
    lock.add_argument("name")
    lock.set_defaults(run=film_check)
    commands.add_parser("backup").set_defaults(run=backup)
    commands.add_parser("restore").set_defaults(run=restore)
    commands.add_parser("selftest").set_defaults(run=selftest)
    compare = commands.add_parser("reconcile")
    compare.add_argument("--check", action="store_true", help="change nothing; exit with 1 when there is something")
    compare.set_defaults(run=reconcile)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
