"""Where one stands by the water: beach, rocks, pier, causeway, deck, bank, bridge or cliff."""

from __future__ import annotations

from functools import partial

import numpy as np

from app.pipelines.storyboard.paper.colour import WHITE, Colour, grey, hexa
from app.pipelines.storyboard.paper.marks import Phase
from app.pipelines.storyboard.paper.points import Points, moved, points
from app.pipelines.storyboard.props.boats import draw_rowboat, draw_ship
from app.pipelines.storyboard.settings.ground import blades, scatter, specks
from app.pipelines.storyboard.settings.landmarks.plants import fir, tree
from app.pipelines.storyboard.settings.landmarks.stones import rock
from app.pipelines.storyboard.settings.outdoors.street import draw_lamp
from app.pipelines.storyboard.settings.scene import Scene, Thing

SAND, PLANK, STONE = hexa("#d8c49b"), hexa("#9c8468"), hexa("#a39b8e")


def _shore(scene: Scene, colour: Colour, edge: list[tuple[float, float, float]], weight: float = 1.4) -> Points:
    sheet = scene.sheet
    sheet.fade = scene.base_fade
    outline = scene.camera.polygon(scene.world(*edge))
    if len(outline) > 2:
        sheet.knock_out(outline)
        sheet.tone(outline, colour)
        sheet.contour(outline, weight, 0.6)
    return outline


def open_sea(scene: Scene) -> list[Thing]:
    """Nobody stands on the open sea: people sit in a boat."""
    cast = scene.shot.cast
    if not cast or scene.shot.close or cast[-1].action == "fall":
        return []
    x = sum(p.x for p in cast) / len(cast)
    return [(cast[-1].z - 0.3, partial(draw_rowboat, scene, x, cast[-1].z - 0.25, 1.1 + 0.5 * len(cast)))]


def beach(scene: Scene) -> list[Thing]:
    d = max(6.0, scene.shot.distance)
    wave = [
        (float(x), 0.0, d * 1.5 + 0.8 * float(np.sin(x * 0.35)) + 0.03 * float(x) ** 2 * 0.2)
        for x in np.linspace(-40, 40, 40)
    ]
    wet = [(x, y, z + 1.0) for x, y, z in wave]
    _shore(scene, SAND.darker(0.25), [(-40, 0, -1), *wet, (40, 0, -1)], 0.8)
    sand = _shore(scene, SAND, [(-40, 0, -1), *wave, (40, 0, -1)], 0.8)
    for shift, weight in ((0.0, 7.0), (1.3, 4.0)):
        line = scene.camera.project(scene.world(*((x, 0.0, z + shift) for x, _, z in wave)))
        scene.sheet.ink(line, weight, 0.9, WHITE, Phase.TONE)
        scene.sheet.ink(moved(line, 0, weight * 0.5), 1.2, 0.6)
    if len(sand) > 2:
        specks(scene, 220, 1.5, 20, 0.05, 0.4)
    return []


def pier(scene: Scene) -> list[Thing]:
    d = scene.shot.distance
    half = max(1.8, 0.34 * scene.camera.width / scene.camera.focal * d)
    side = scene.rng.choice((-1, 1))
    edge = side * half * 0.7
    outline = _shore(
        scene, STONE, [(-side * 60, 0, -1), (edge, 0, -1), (edge * 0.9, 0, d + 22), (-side * 60, 0, d + 22)], 1.6
    )
    for z in np.geomspace(1.5, d + 20, 16):
        scene.edge((-side * 40, 0, float(z)), (edge, 0, float(z)), 0.9, 0.35)
    if len(outline) > 2:
        scene.face(
            scene.world((edge, 0, 0.5), (edge * 0.9, 0, d + 22), (edge * 0.9, -1.6, d + 22), (edge, -1.6, 0.5)),
            STONE.darker(0.4),
            1.3,
        )
    things: list[Thing] = [scene.thing(edge - side * 0.5, z, _bollard) for z in (d * 0.8, d * 1.4, d * 2.2)]
    far = d * 2.0 + 16
    things.append((far, partial(draw_ship, scene, side * (half + 12), far, 34.0, -side)))
    return things


def causeway(scene: Scene) -> list[Thing]:
    """A strip of stone between two waters, that runs out to sea."""
    d = scene.shot.distance
    half = max(2.2, 0.3 * scene.camera.width / scene.camera.focal * d)
    edges = [(side * half * (1 - 0.5 * z / (d + 60)), z) for side in (-1, 1) for z in (-1.0, d + 60)]
    (a, b, c, e) = ((x, 0.0, z) for x, z in edges)
    if len(_shore(scene, STONE, [a, b, e, c], 1.6)) > 2:
        for z in np.geomspace(1.5, d + 40, 18):
            scene.edge((-half * 0.9, 0, float(z)), (half * 0.9, 0, float(z)), 0.9, 0.3)
    for side in (-1, 1):
        _foam(scene, [(side * half * (1 - 0.5 * z / (d + 60)), z) for z in np.linspace(1.0, d + 50, 40).tolist()])
    return [scene.thing(side * half * 1.15, z, rock) for side in (-1, 1) for z in (d * 1.1, d * 1.8, d * 3)]


def rocks(scene: Scene) -> list[Thing]:
    d = max(4.0, scene.shot.distance)
    side = scene.rng.choice((-1, 1))
    line = [(x, d * 1.5 + 0.9 * float(np.sin(x * 1.3)) + side * x * 0.12) for x in np.linspace(-40, 40, 60).tolist()]
    _shore(scene, STONE.darker(0.16), [(-40, 0, -1), *((x, 0.0, z) for x, z in line), (40, 0, -1)], 1.6)
    specks(scene, 160, 1.5, 14, 0.07, 0.4)
    _foam(scene, line)
    spots = [(x, z) for x, z, _ in scatter(scene, 14, d * 1.15, d * 2.6, 0.8)]
    return [scene.thing(x, z, rock) for x, z in spots]


def _foam(scene: Scene, line: list[tuple[float, float]]) -> None:
    """Where water breaks along `line` of (x, z)."""
    seen = scene.camera.project(scene.world(*((x, 0.0, z) for x, z in line)))
    scene.sheet.ink(seen, 6.0, 0.9, WHITE, Phase.TONE)
    scene.sheet.ink(moved(seen, 0, 3.0), 1.2, 0.6)


def _bollard(scene: Scene, x: float, z: float) -> None:
    scene.aired(z * 0.4)
    scene.contact(x, z, 0.3, 0.3)
    scene.turned(x, z, [(0, 0.16), (0.35, 0.13), (0.4, 0.22), (0.5, 0.2)], grey(0.32), 1.4)


def deck(scene: Scene) -> list[Thing]:
    d = scene.shot.distance
    outline = _shore(
        scene,
        PLANK,
        [(-4.6, 0, -1), (-4.2, 0, d + 3), (-2.4, 0, d + 9), (2.4, 0, d + 9), (4.2, 0, d + 3), (4.6, 0, -1)],
        1.6,
    )
    if len(outline) > 2:
        for x in np.linspace(-4, 4, 17):
            scene.edge((float(x), 0, 0.6), (float(x) * 0.6, 0, d + 8.5), 0.9, 0.45)
    for a, b in (
        ((-4.5, -0.5), (-4.2, d + 3)),
        ((4.5, -0.5), (4.2, d + 3)),
        ((-4.2, d + 3), (-2.4, d + 9)),
        ((4.2, d + 3), (2.4, d + 9)),
        ((-2.4, d + 9), (2.4, d + 9)),
    ):
        scene.face(
            scene.world((a[0], 0, a[1]), (b[0], 0, b[1]), (b[0], 0.9, b[1]), (a[0], 0.9, a[1])),
            hexa("#7a5f49"),
            1.6,
            0.12,
        )
        scene.edge((a[0], 1.05, a[1]), (b[0], 1.05, b[1]), 3.2)
    return [
        (d + 3.5, partial(_mast, scene, 0.9, d + 3.4)),
        (d + 1.6, partial(scene.box, (-2.2, 0, d + 1.6), (1.0, 0.7, 0.8), PLANK.darker(0.2), 10)),
    ]


def _mast(scene: Scene, x: float, z: float) -> None:
    scene.aired(3)
    scene.turned(x, z, [(0, 0.2), (9, 0.14)], hexa("#7a5f49"), 1.6)
    sail = scene.world((x - 3.4, 3.2, z - 0.1), (x + 3.4, 3.0, z - 0.1), (x + 2.9, 8, z - 0.1), (x - 2.9, 8, z - 0.1))
    made = scene.face(sail, hexa("#e3d9c2"), 1.6)
    if len(made):
        scene.sheet.turned_shade(made, 60, 0.2)
        scene.sheet.hatching(made, 86, 26, 1.0, 0.35)
    for end in (-4.3, 4.3):
        for k in (0.2, 0.5, 0.8):
            scene.edge((x, 7.5, z), (end, 0.9, z + k * 3 - 2), 1.2, 0.8)


def bank(scene: Scene) -> list[Thing]:
    d = max(4.0, scene.shot.distance)
    bank = [(float(x), 0.0, d * 1.35 + 0.7 * float(np.sin(x * 0.5))) for x in np.linspace(-40, 40, 30)]
    _shore(scene, hexa("#98a173"), [(-40, 0, -1), *bank, (40, 0, -1)], 1.2)
    blades(scene, 260, 0.34, 1.6, d * 1.3, 0.7, hexa("#465036"))
    reeds = d * 1.33
    things: list[Thing] = [(reeds, partial(blades, scene, 90, 0.9, reeds * 0.97, reeds, 0.8, hexa("#4d563a")))]
    for x, z, _ in scatter(scene, 7, d * 3.2, d * 7, 0.6):
        things.append(scene.thing(x, z, fir if scene.flavour == "lake" else tree))
    return things


def bridge(scene: Scene) -> list[Thing]:
    """A bridge that runs away from the camera, with parapets."""
    d = scene.shot.distance
    _shore(scene, STONE, [(-2.6, 0, -1), (-2.6, 0, d + 40), (2.6, 0, d + 40), (2.6, 0, -1)])
    for z in np.geomspace(1.2, d + 38, 18):
        scene.edge((-2.6, 0, float(z)), (2.6, 0, float(z)), 0.8, 0.3)
    for side in (-1, 1):
        x = side * 2.6
        wall = scene.face(
            scene.world((x, 0, -0.5), (x, 1.0, -0.5), (x, 1.0, d + 40), (x, 0, d + 40)),
            STONE,
            1.5,
            0.3 if side == scene.light.side else 0.1,
        )
        if len(wall):
            scene.sheet.hatching(wall, 80 * side, 9, 1.0, 0.3)
        scene.face(
            scene.world((x - 0.2, 1.05, -0.5), (x + 0.2, 1.05, -0.5), (x + 0.2, 1.05, d + 40), (x - 0.2, 1.05, d + 40)),
            STONE.lighter(0.25),
            1.4,
        )
    spots = ((-2.5, d * 1.2), (2.5, d * 1.7), (-2.5, d * 2.4), (2.5, d * 3.4))
    return [scene.thing(x, z, draw_lamp) for x, z in spots]


def cliff(scene: Scene) -> list[Thing]:
    d = scene.shot.distance
    side = scene.rng.choice((-1, 1))
    edge = [(float(x), 0.0, d * 1.6 + 0.6 * float(np.sin(x)) - side * float(x) * 0.2) for x in np.linspace(-30, 30, 30)]
    _shore(scene, hexa("#949c74"), [(-30, 0, -1), *edge, (30, 0, -1)])
    blades(scene, 200, 0.3, 1.6, d * 1.5, 0.7, hexa("#465036"))
    return [scene.thing(side * d * 0.42, d * 2.3, _tower)]


def _tower(scene: Scene, x: float, z: float) -> None:
    scene.aired(8)
    scene.turned(x, z, [(-1.5, 3.4), (-0.2, 2.4), (0, 1.2)], STONE.darker(0.2), 1.5)
    scene.turned(x, z, [(0, 1.15), (7.5, 0.8)], grey(0.94), 1.7)
    for y in (1.6, 4.6):
        scene.turned(x, z, [(y, 1.15 - y * 0.046), (y + 1.3, 1.1 - y * 0.046)], hexa("#a8483c"), 1.2)
    scene.turned(x, z, [(7.5, 1.05), (7.7, 1.05)], grey(0.3), 1.3)
    scene.turned(x, z, [(7.7, 0.55), (8.6, 0.55)], hexa("#ffeeb8"), 1.3)
    scene.turned(x, z, [(8.6, 0.75), (9.3, 0.05)], hexa("#7b3a33"), 1.4)
    u, v = scene.camera.project(scene.world((x, 8.15, z)))[0].tolist()
    s = scene.scale(x, z)
    scene.sheet.glow(u, v, 3.2 * s, hexa("#fff0c0"), 0.8 if scene.light.dark else 0.35)
    if scene.light.dark:
        for way in (-1, 1):
            scene.sheet.beam(
                points([(u, v - 3), (u + way * 14 * s, v - 1.8 * s), (u + way * 14 * s, v + 1.2 * s), (u, v + 3)]),
                hexa("#fff0c0"),
                0.34,
                8,
            )
