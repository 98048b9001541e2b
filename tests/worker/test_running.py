from __future__ import annotations

from tests.support.calls import ended, make_film, submit
from tests.support.sockets import socket
from tests.support.studio import Studio


async def test_a_task_goes_from_its_post_to_its_take(studio: Studio) -> None:
    film = make_film(studio.client)
    async with socket(studio.port, film["id"]) as listener:
        task = submit(studio.client, film["id"])
        await listener.until_type("git.committed")
    assert ended(studio.client, task["id"])["status"] == "completed"
