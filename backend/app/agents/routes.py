from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from starlette.requests import HTTPConnection

from app.agents import crew
from app.agents.schemas import Agent, AgentTask, Asked, Capabilities, Chosen, Proposal, Trade
from app.agents.service import Agents
from app.config import Settings
from app.errors import NotFound
from app.idempotency import OnceRoute
from app.paging import PageDep
from app.projects.dependencies import FilmDep
from app.schemas import problems

router = APIRouter(tags=["agents"], route_class=OnceRoute)


async def agents(connection: HTTPConnection) -> Agents:
    found: Agents = connection.app.state.agents
    return found


def trade(agent: Annotated[str, Path(max_length=64)]) -> Trade:
    if agent not in {each.value for each in Trade}:
        raise NotFound("There is nobody of this trade in the crew.", code="agent_not_found")
    return Trade(agent)


AgentsDep = Annotated[Agents, Depends(agents)]
TradeDep = Annotated[Trade, Depends(trade)]
TaskId = Annotated[str, Path(max_length=64)]
_FILM = "/projects/{project_id}/agents"
_ONE = _FILM + "/tasks/{task_id}"
_DECIDE = problems(404, 409, 422, 503, 507)


@router.get("/agents")
def list_agents(request: Request) -> list[Agent]:
    """The crew, and whether a language model adds to what it finds by rules."""
    model = _has_model(request)
    return [crew.tell(trade, model=model) for trade in crew.CREW]


@router.get("/agents/{agent}/capabilities", responses=problems(404))
def get_capabilities(agent: TradeDep, request: Request) -> Capabilities:
    return crew.capabilities(agent, model=_has_model(request))


@router.get(_FILM + "/tasks", response_model=list[AgentTask], responses=problems(404, 409, 422))
def list_agent_tasks(film: FilmDep, agents: AgentsDep, page: PageDep) -> Response:
    """The newest first."""
    return page.of(agents.all(film))


@router.get(_ONE, responses=problems(404, 409))
def get_proposal(film: FilmDep, task_id: TaskId, agents: AgentsDep) -> Proposal:
    """Findings, and changes with how each stands now."""
    return agents.get(film, task_id)


@router.post(_FILM + "/{agent}/tasks", status_code=201, responses=_DECIDE)
def ask_agent(film: FilmDep, agent: TradeDep, wanted: Asked, agents: AgentsDep) -> AgentTask:
    """Have one of the crew look at the film. It proposes; nothing changes by itself."""
    return agents.ask(film, agent, wanted.description)


@router.post(_ONE + "/cancel", responses=_DECIDE)
def cancel_agent_task(film: FilmDep, task_id: TaskId, agents: AgentsDep) -> Proposal:
    return agents.cancel(film, task_id)


@router.post(_ONE + "/accept", responses=_DECIDE)
def accept_changes(film: FilmDep, task_id: TaskId, wanted: Chosen, agents: AgentsDep) -> Proposal:
    """Make the chosen changes, or all that are open, in one commit. When one of the chosen does not fit the film any
    more, none is made."""
    return agents.accept(film, task_id, wanted.changes)


@router.post(_ONE + "/refuse", responses=_DECIDE)
def refuse_changes(film: FilmDep, task_id: TaskId, wanted: Chosen, agents: AgentsDep) -> Proposal:
    """Put the chosen changes aside, or all that are open; the film stays as it is."""
    return agents.refuse(film, task_id, wanted.changes)


def _has_model(request: Request) -> bool:
    settings: Settings = request.app.state.settings
    return bool(settings.auteur_llm_url)
