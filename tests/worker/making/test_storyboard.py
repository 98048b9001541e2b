"""The main job with the embedded pipeline: from the prompt to a picture in every tab, on disk and in Git."""

from __future__ import annotations

import io
import json

import av
from PIL import Image

from tests.support.clients.calls import API, ended, make_film, submit, task, told
from tests.support.clients.sockets import socket
from tests.support.films.disk import commits, committed, is_pointer, sound
from tests.support.studios.studio import Studio

PROMPT = "Wide shot of a lighthouse in a storm at night, a woman in a red coat runs along the quay"


async def test_a_prompt_becomes_a_picture(drawing: Studio) -> None:
    film = make_film(drawing.client, quality="draft")
    seen: list[bytes] = []
    async with socket(drawing.port, film["id"]) as page:
        accepted = submit(drawing.client, film["id"], PROMPT, node_id="node-1", parameters={"seed": 3})
        shown = await page.until(lambda m: m["type"] == "task.progress" and m["data"]["preview_url"])
        seen.append(drawing.client.get(shown["data"]["preview_url"]).content)
        await page.until_type("git.committed")
    told_progress = [e["data"]["progress"] for e in page.events if e["type"] == "task.progress"]
    assert told_progress == sorted(told_progress)
    assert told_progress[-1] == 100
    assert len({e["data"]["step"]["description"] for e in page.events if e["type"] == "task.progress"}) > 1
    assert Image.open(io.BytesIO(seen[0])).format == "JPEG"
    done = task(drawing.client, accepted["id"])
    assert (done["status"], done["pipeline"], done["fallback_from"]) == (
        "completed",
        "storyboard",
        "gms-flux:1.0-low-vram",
    )
    folder = drawing.workspace / film["folder"]
    committed(folder)
    path = f"03_Renders/output_{accepted['id']}.png"
    with Image.open(folder / path) as picture:
        assert picture.size[0] >= 640
        assert len(picture.convert("RGB").getcolors(2**24) or []) > 50
    assert is_pointer(folder, path)
    assert any(accepted["id"] in message for message in commits(folder))
    assert sound(folder)


def test_the_same_seed_draws_the_same_picture_again(drawing: Studio) -> None:
    film = make_film(drawing.client)
    wishes = {"parameters": {"seed": 11, "width": 320, "height": 180}, "quality_preset": "draft"}
    pictures = [_drawn(drawing, film["id"], **wishes) for _ in range(2)]
    assert pictures[0].tobytes() == pictures[1].tobytes()
    other = _drawn(drawing, film["id"], parameters={"seed": 12, "width": 320, "height": 180}, quality_preset="draft")
    assert other.tobytes() != pictures[0].tobytes()


def _drawn(studio: Studio, film_id: str, **wishes: object) -> Image.Image:
    accepted = submit(studio.client, film_id, PROMPT, **wishes)
    assert ended(studio.client, accepted["id"])["status"] == "completed"
    return Image.open(io.BytesIO(studio.client.get(f"{API}/takes/{accepted['id']}/content").content)).convert("RGB")


async def test_a_large_drawing_is_cancelled_on_the_way(drawing: Studio) -> None:
    film = make_film(drawing.client)
    async with socket(drawing.port, film["id"]) as page:
        large = {"parameters": {"width": 4096, "height": 2304}, "quality_preset": "premium"}
        accepted = submit(drawing.client, film["id"], PROMPT, **large)
        await page.until_type("task.progress", task_id=accepted["id"])
        told(drawing.client.post(f"{API}/tasks/{accepted['id']}/cancel"))
        await page.until_type("task.cancelled", task_id=accepted["id"])
    folder = drawing.workspace / film["folder"]
    assert [path.name for path in (folder / "03_Renders").iterdir()] == [".gitkeep"]
    assert not list((folder / "05_Cache/tasks").glob("*"))


async def test_a_drawing_whose_worker_is_killed_is_finished_by_the_next(drawing: Studio) -> None:
    film = make_film(drawing.client)
    async with socket(drawing.port, film["id"]) as page:
        accepted = submit(drawing.client, film["id"], PROMPT, quality_preset="premium")
        await page.until_type("task.progress", task_id=accepted["id"])
        drawing.workers[-1].kill()
        drawing.mend()
        await page.until_type("task.completed", task_id=accepted["id"])
    committed(drawing.workspace / film["folder"])
    assert len(drawing.client.get(f"{API}/projects/{film['id']}/takes").json()) == 1
    assert task(drawing.client, accepted["id"])["attempt"] == 2


def test_a_picture_becomes_a_video_with_its_poster_and_its_record_inside(drawing: Studio) -> None:
    film = make_film(drawing.client)
    drawn = submit(drawing.client, film["id"], PROMPT, parameters={"width": 320, "height": 180}, quality_preset="draft")
    source = ended(drawing.client, drawn["id"])["output_path"]
    wishes = {"source": source, "move": "pan", "fps": 8, "duration": 1}
    made = submit(drawing.client, film["id"], "", type="image_to_video", parameters=wishes)
    done = ended(drawing.client, made["id"])
    assert done["output_path"] == f"{film['folder']}/03_Renders/output_{made['id']}.mp4"
    path = drawing.workspace / done["output_path"]
    with av.open(str(path)) as video:
        record = json.loads(video.metadata["auteur"])
        assert "Storyboard animatic" in video.metadata["comment"]
        frames = [frame.to_ndarray() for frame in video.decode(video=0)]
    assert (record["id"], record["parameters"]["source"]) == (made["id"], source)
    assert len(frames) == 8
    assert (frames[0] != frames[-1]).any()
    poster = drawing.client.get(f"{API}/takes/{made['id']}/thumbnail")
    assert Image.open(io.BytesIO(poster.content)).format == "JPEG"
    assert drawing.client.get(f"{API}/takes/{made['id']}/content").headers["content-type"] == "video/mp4"
    folder = drawing.workspace / film["folder"]
    committed(folder)
    assert is_pointer(folder, f"03_Renders/{path.name}")
