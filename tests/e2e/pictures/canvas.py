"""A canvas as someone leaves it in the middle of a scene: who, where, two takes asked for, one of them to be drawn."""

from __future__ import annotations

from typing import Any

import httpx

from tests.e2e.pictures.films import DRAWN, RUNNING, Shot
from tests.e2e.pictures.making import DRAWN_NODE, LOCATION, STYLE, Made
from tests.support.clients.calls import API

RUNNING_NODE = "running"
_COLUMN, _ROW = 340, 530  # canvas units
_VIEWPORT = {"x": 36, "y": 20, "zoom": 0.74}
_WIRES = (
    ("nora", "character", DRAWN_NODE),
    ("place", "location", DRAWN_NODE),
    ("look", "style", DRAWN_NODE),
    ("nora", "character", RUNNING_NODE),
    (DRAWN_NODE, "take", "output"),
)


def lay_canvas(client: httpx.Client, made: Made) -> None:
    """The same each time, whatever was on it."""
    address = f"{API}/projects/{made.film}/canvas"
    etag = client.get(address).headers["etag"]
    canvas = {"nodes": _nodes(made), "edges": [_wire(*ends) for ends in _WIRES], "viewport": _VIEWPORT}
    client.put(address, json=canvas, headers={"If-Match": etag}).raise_for_status()


def _nodes(made: Made) -> list[dict[str, Any]]:
    return [
        _node("nora", "character", (0, 0), character_id=made.character),
        _node("place", "location", (0, 0.40), words=LOCATION),
        _node("look", "style", (0, 0.68), words=STYLE),
        _ask(DRAWN_NODE, (1, 0), DRAWN),
        _ask(RUNNING_NODE, (1, 1), RUNNING),
        _node("output", "output", (2, 0)),
    ]


def _ask(node_id: str, place: tuple[float, float], shot: Shot) -> dict[str, Any]:
    return _node(node_id, "text_to_image", place, prompt=shot.prompt, seed=shot.seed)


def _node(node_id: str, kind: str, place: tuple[float, float], **data: Any) -> dict[str, Any]:
    column, row = place
    return {"id": node_id, "type": kind, "position": {"x": column * _COLUMN, "y": row * _ROW}, "data": data}


def _wire(source: str, ware: str, target: str) -> dict[str, str]:
    ends = {"source": source, "source_handle": ware, "target": target, "target_handle": ware}
    return {"id": f"{source}-{target}", **ends}
