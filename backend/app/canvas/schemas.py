from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.schemas import Body, Data

Id = Annotated[str, Field(min_length=1, max_length=200)]
Coordinate = Annotated[float, Field(ge=-1e7, le=1e7, allow_inf_nan=False)]


class Point(Body):
    x: Coordinate
    y: Coordinate


class Node(Body):
    id: Id
    type: Annotated[str, Field(min_length=1, max_length=100)]
    position: Point
    data: Data


class Edge(Body):
    id: Id
    source: Id
    target: Id
    source_handle: str | None
    target_handle: str | None


class Viewport(Body):
    x: Coordinate
    y: Coordinate
    zoom: Annotated[float, Field(gt=0, le=100)]


class Canvas(Body):
    """A node graph as the editor shows it; positions are in canvas units."""

    nodes: list[Node] = Field(max_length=5000)
    edges: list[Edge] = Field(max_length=20_000)
    viewport: Viewport
