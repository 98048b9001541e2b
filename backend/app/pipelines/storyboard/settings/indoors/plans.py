"""The measures of each hall."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Hall:
    half: float
    height: float
    length: float
    bay: float
    wall: str
    floor: str
    kind: str


HALLS = {
    "church": Hall(4.6, 10.0, 34, 4.0, "#b7ad9c", "#9b9284", "arches"),
    "castle": Hall(5.5, 8.0, 26, 4.0, "#9c9488", "#857d70", "arches"),
    "corridor": Hall(1.5, 2.7, 26, 3.0, "#c3c0b2", "#a2a199", "doors"),
    "station": Hall(7.5, 8.5, 44, 5.0, "#a9a79e", "#98968e", "columns"),
    "warehouse": Hall(8.0, 7.5, 36, 5.0, "#8f8d86", "#84817a", "columns"),
    "museum": Hall(5.0, 6.0, 26, 4.0, "#cfc6b4", "#a9906f", "pictures"),
    "spaceship": Hall(1.9, 2.7, 22, 1.9, "#8f9aa3", "#727c86", "ribs"),
}
