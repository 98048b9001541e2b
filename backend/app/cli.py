"""The studio from a shell: `python -m app.cli workspace-init | project-create NAME [--quality Q] | project-list`."""

from __future__ import annotations

import argparse
import sys

from redis import Redis
from redis.exceptions import RedisError

from app.config import Settings
from app.errors import AuteurError
from app.events.log import Draft, EventLog, draft
from app.projects.building import build
from app.projects.events import ProjectCreated, ProjectData
from app.projects.schemas import ProjectCreate, Quality
from app.projects.store import Films
from app.projects.telling import tell


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


def project_list(_: argparse.Namespace, __: Settings, films: Films) -> None:
    for project in map(tell, films.all()):
        print(f"{project.name}\t{project.quality}\t{project.status}\t{project.counts.takes} takes\t{project.id}")


def _announce(settings: Settings, event: Draft) -> None:
    """Tell open galleries; without a running studio there are none."""
    try:
        EventLog(Redis.from_url(settings.redis_url, socket_connect_timeout=1)).append(event)
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
    commands.add_parser("project-list").set_defaults(run=project_list)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
