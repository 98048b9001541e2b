from __future__ import annotations

from httpx import AsyncClient
from prometheus_client.parser import text_string_to_metric_families
from redis import Redis

from app.events.log import EventLog
from app.projects.store import Films
from app.tasks.ledger import Ledger
from app.tasks.line.holds import Holds
from app.tasks.queues import GENERATION
from app.tasks.runners import register
from app.tasks.schemas import Status
from tests.support.clients.calls import API
from tests.support.films.drafts import change
from tests.support.films.tasks import new_task
from tests.support.generation.runners import new_runner


async def read(api: AsyncClient) -> dict[tuple[str, ...], float]:
    """Each figure under its name and the values of its labels, these in the order of their names."""
    answer = await api.get("/metrics")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    samples = [sample for family in text_string_to_metric_families(answer.text) for sample in family.samples]
    return {(sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value for sample in samples}


async def test_requests_are_counted_by_their_routes_template(api: AsyncClient) -> None:
    for name in ("nosferatu", "orlok"):
        await api.get(f"{API}/projects/{name}")
    await api.get("/nobody/is/here")
    found = await read(api)
    route = f"{API}/projects/{{project_id}}"
    assert found["auteur_http_requests_total", "GET", route, "404"] == 2
    assert found["auteur_http_request_seconds_count", "GET", route] == 2
    assert found["auteur_http_requests_total", "GET", "none", "404"] == 1
    assert not [name for name in found if "nosferatu" in str(name)]


async def test_what_waits_and_what_is_held_is_seen(
    api: AsyncClient, redis: Redis, ledger: Ledger, films: Films
) -> None:
    ledger.add([(new_task(), [change()]) for _ in range(3)])
    ledger.add([(new_task(status=Status.PROCESSING), [change()])])
    register.announce(redis, new_runner("one"))
    register.announce(redis, new_runner("two").model_copy(update={"answering": False}))
    Holds(films, redis).pause()
    found = await read(api)
    assert found["auteur_queue_tasks", GENERATION] == 3
    assert found["auteur_tasks_working", "text_to_image"] == 1
    assert (found["auteur_queue_held", "paused"], found["auteur_queue_held", "disk_low"]) == (1, 0)
    assert (found["auteur_runners", "yes"], found["auteur_runners", "no"]) == (1, 1)
    assert found["auteur_runner_places",] == 2


async def test_tasks_and_events_are_counted_over_all_films(api: AsyncClient, ledger: Ledger, log: EventLog) -> None:
    ledger.add([(new_task(project_id=film), [change(log=film)]) for film in ("one", "two")])
    log.append(change(log="three"))
    found = await read(api)
    assert found["auteur_tasks_total", "pending", "text_to_image"] == 2
    assert found["auteur_events_total", "file.changed"] == 3
