"""The films in the pictures, made over REST as a person would: nothing in them is painted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
from PIL import Image

from tests.e2e.pictures.films import ASSETS, DRAWN, LOOKS, OTHERS, FilmPlan, Picture
from tests.support.clients.calls import API, ended, finished_assets, make_film, submit, told, upload
from tests.support.waiting import eventually

_VARIATIONS = ("neutral", "happy", "sad", "angry", "surprised", "profile_left", "full_body")
_SEEDS = (11, 12, 21, 33, 46)  # of the takes that are compared
_RATINGS = (3, 4, None, 5, 2)
_COMPARED = 11  # the shot, counted from the first: two people at a table
_WITHOUT = 5  # shots at the film's end that nobody has made a picture of yet
DRAWN_NODE = "drawn"  # on the canvas, with these wired in
LOCATION, STYLE = "a room in a lighthouse, one lamp", "graphite on rough paper"
_SLATE = 0.05  # of a frame's height, at its foot
_PATIENCE = 600.0


@dataclass(frozen=True)
class Made:
    """What the screens show, by id."""

    film: str
    scene: str
    shot: str
    character: str


def furnish(client: httpx.Client) -> Made:
    for plan in reversed(OTHERS):
        _make(client, plan)
    film_id = str(told(client.post(f"{API}/projects/sample"), 201)["id"])
    characters = {each["name"]: each["assetId"] for each in client.get(f"{API}/projects/{film_id}/characters").json()}
    for name, looks in LOOKS.items():
        _draw(client, f"{API}/projects/{film_id}/characters/{characters[name]}", looks)
    _train(client, f"{API}/projects/{film_id}/characters/{characters['Nora']}")
    shots = list(shots_of(client, film_id))
    for _, shot in shots[:-_WITHOUT]:
        wishes = {"shot_id": shot["id"], "character_ids": shot["character_ids"]}
        _choose(client, _take(client, film_id, prompt_of(client, film_id, shot), **wishes))
    scene, shot = shots[_COMPARED]
    _compared(client, film_id, shot)
    parameters = {"seed": DRAWN.seed, "location": LOCATION, "style": STYLE}
    _take(client, film_id, DRAWN.prompt, node_id=DRAWN_NODE, character_ids=[characters["Nora"]], parameters=parameters)
    _add_assets(client, film_id)
    return Made(film_id, scene["id"], shot["id"], characters["Nora"])


def shots_of(client: httpx.Client, film_id: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each with its scene."""
    for chapter in told(client.get(f"{API}/projects/{film_id}/story"))["chapters"]:
        for scene in chapter["scenes"]:
            yield from ((scene, shot) for shot in scene["shots"])


def prompt_of(client: httpx.Client, film_id: str, shot: dict[str, Any]) -> str:
    return str(told(client.get(f"{API}/projects/{film_id}/shots/{shot['id']}/prompt"))["prompt"])


def _make(client: httpx.Client, plan: FilmPlan) -> None:
    film_id = str(make_film(client, plan.name, quality=plan.quality, narrative=plan.narrative)["id"])
    for shot in plan.shots:
        _take(client, film_id, shot.prompt, parameters={"seed": shot.seed})


def _take(client: httpx.Client, film_id: str, prompt: str, **wishes: Any) -> str:
    """Its id."""
    task = ended(client, submit(client, film_id, prompt, **wishes)["id"], _PATIENCE)
    return str(task["take_id"])


def _choose(client: httpx.Client, take_id: str) -> None:
    client.post(f"{API}/takes/{take_id}/select").raise_for_status()


def _draw(client: httpx.Client, address: str, looks: str) -> None:
    told(client.patch(address, json={"description": looks}))
    for what, wish in (("base-face", {}), ("variations", {"variation_types": _VARIATIONS})):
        ended(client, told(client.post(f"{address}/{what}/generate", json=wish), 202)["id"], _PATIENCE)


def _train(client: httpx.Client, address: str) -> None:
    client.post(f"{address}/lora/train", json={"epochs": 40}).raise_for_status()
    eventually(lambda: client.get(address).json()["loraTrainingStatus"] == "completed", _PATIENCE)


def _compared(client: httpx.Client, film_id: str, shot: dict[str, Any]) -> None:
    prompt = prompt_of(client, film_id, shot)
    for seed, rating in zip(_SEEDS, _RATINGS, strict=True):
        take_id = _take(
            client,
            film_id,
            prompt,
            shot_id=shot["id"],
            character_ids=shot["character_ids"],
            parameters={"seed": seed},
        )
        note = "Closer to the table; the stove reads." if rating == max(filter(None, _RATINGS)) else ""
        told(client.patch(f"{API}/takes/{take_id}", json={"rating": rating, "note": note}))


def _add_assets(client: httpx.Client, film_id: str) -> None:
    studio = str(make_film(client, "Drawn for assets", quality="standard")["id"])
    for picture in ASSETS:
        upload(client, film_id, (picture.file, _drawn(client, studio, picture)), kind=picture.shelf)
    finished_assets(client, film_id, len(ASSETS))
    client.delete(f"{API}/projects/{studio}")


def _drawn(client: httpx.Client, film_id: str, picture: Picture) -> bytes:
    """Without its slate."""
    take_id = _take(client, film_id, picture.shot.prompt, parameters={"seed": picture.shot.seed})
    frame = Image.open(io.BytesIO(client.get(client.get(f"{API}/takes/{take_id}").json()["url"]).content))
    cut = io.BytesIO()
    frame.crop((0, 0, frame.width, round(frame.height * (1 - _SLATE)))).save(cut, "PNG")
    return cut.getvalue()
