"""Tables, chairs, beds and cupboards, standing on (x, z) of a setting."""

from __future__ import annotations

import numpy as np

from app.pipelines.storyboard.paper.colour import WHITE, Colour, grey, hexa
from app.pipelines.storyboard.settings.scene import Scene

WOOD, DARK_WOOD, CLOTH = hexa("#96755a"), hexa("#6b4f3d"), hexa("#8b8f93")


def table(
    scene: Scene, x: float, z: float, width: float, depth: float, height: float = 0.75, colour: Colour = WOOD
) -> None:
    scene.contact(x, z, width * 0.6, depth * 0.7, 0.3)
    for dx, dz in ((-1, 1), (1, 1), (-1, -1), (1, -1)):
        scene.box(
            (x + dx * (width / 2 - 0.07), 0, z + dz * (depth / 2 - 0.07)),
            (0.07, height, 0.07),
            colour.darker(0.2),
            weight=1.1,
        )
    scene.box((x, height - 0.05, z), (width, 0.06, depth), colour, weight=1.6)


def desk(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 1.0, 0.6, 0.3)
    for side in (-1, 1):
        scene.box((x + side * 0.55, 0, z), (0.42, 0.7, 0.7), DARK_WOOD)
        for y in (0.12, 0.36):
            scene.edge(
                (x + side * 0.55 - 0.17, y + 0.2, z - 0.36), (x + side * 0.55 + 0.17, y + 0.2, z - 0.36), 1.0, 0.7
            )
    scene.box((x, 0.7, z), (1.7, 0.06, 0.82), WOOD, weight=1.6)


def chair(scene: Scene, x: float, z: float, yaw: float = 0.0, colour: Colour = DARK_WOOD) -> None:
    scene.contact(x, z, 0.3, 0.3, 0.3)
    a = np.radians(yaw)
    for u, v in ((-1, 1), (1, 1), (-1, -1), (1, -1)):
        dx, dz = 0.19 * u, 0.19 * v
        scene.box(
            (x + dx * np.cos(a) + dz * np.sin(a), 0, z - dx * np.sin(a) + dz * np.cos(a)),
            (0.045, 0.45, 0.045),
            colour,
            yaw,
            1.0,
        )
    scene.box((x, 0.43, z), (0.44, 0.05, 0.44), colour, yaw, 1.3)
    back = (x - 0.2 * np.sin(a), 0.48, z - 0.2 * np.cos(a))
    scene.box(back, (0.42, 0.5, 0.04), colour, yaw, 1.3)


def stool(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 0.22, 0.2, 0.3)
    scene.turned(x, z, [(0.0, 0.18), (0.03, 0.16), (0.06, 0.03), (0.7, 0.03)], grey(0.45), 1.1)
    scene.turned(x, z, [(0.7, 0.17), (0.73, 0.19), (0.8, 0.18)], hexa("#7d3f38"), 1.3)


def round_table(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 0.5, 0.5, 0.3)
    scene.turned(x, z, [(0.0, 0.24), (0.04, 0.05), (0.7, 0.05)], DARK_WOOD, 1.2)
    scene.turned(x, z, [(0.5, 0.5), (0.72, 0.5), (0.75, 0.48)], grey(0.9), 1.5)


def bed(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 1.0, 1.1, 0.35)
    scene.box((x, 0, z + 1.0), (1.6, 1.1, 0.08), DARK_WOOD, weight=1.6)
    scene.box((x, 0.1, z), (1.55, 0.38, 2.0), grey(0.86), weight=1.5)
    scene.box((x, 0.46, z - 0.25), (1.62, 0.09, 1.5), CLOTH, weight=1.5)
    for side in (-1, 1):
        scene.box((x + side * 0.38, 0.5, z + 0.75), (0.62, 0.14, 0.36), grey(0.95), 4 * side, 1.2)
    scene.box((x, 0, z - 1.02), (1.6, 0.62, 0.07), DARK_WOOD, weight=1.6)


def hospital_bed(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 0.8, 1.1, 0.3)
    scene.box((x, 0.45, z), (0.95, 0.22, 2.0), grey(0.95), weight=1.5)
    scene.box((x, 0.66, z + 0.72), (0.6, 0.13, 0.36), WHITE, weight=1.2)
    for dz in (-1.0, 1.0):
        for y in (0.5, 0.75, 1.0):
            scene.edge((x - 0.48, y, z + dz), (x + 0.48, y, z + dz), 1.8)
        for dx in (-0.48, 0.48):
            scene.edge((x + dx, 0, z + dz), (x + dx, 1.0, z + dz), 2.0)


def cot(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 0.6, 1.0, 0.4)
    scene.box((x, 0.38, z), (0.8, 0.12, 1.9), grey(0.6), weight=1.4)
    for y in (0.0, 0.2):
        scene.edge((x + 0.4, y, z - 0.95), (x + 0.4, y + 0.38, z - 0.95), 2.0)


def wardrobe(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 0.7, 0.4, 0.3)
    scene.box((x, 0, z), (1.2, 2.1, 0.6), DARK_WOOD, weight=1.6)
    scene.edge((x, 0.1, z - 0.31), (x, 2.0, z - 0.31), 1.2)


def cabinet(scene: Scene, x: float, z: float) -> None:
    scene.box((x, 0, z), (0.5, 1.35, 0.6), hexa("#7d8481"), weight=1.5)
    for y in (0.33, 0.66, 1.0):
        scene.edge((x - 0.24, y, z - 0.31), (x + 0.24, y, z - 0.31), 1.1)
        scene.edge((x - 0.06, y + 0.17, z - 0.31), (x + 0.06, y + 0.17, z - 0.31), 2.2)


def fridge(scene: Scene, x: float, z: float) -> None:
    scene.contact(x, z, 0.5, 0.4, 0.3)
    scene.box((x, 0, z), (0.75, 1.8, 0.7), grey(0.88), weight=1.6)
    scene.edge((x - 0.37, 1.2, z - 0.36), (x + 0.37, 1.2, z - 0.36), 1.3)
    scene.edge((x - 0.28, 1.3, z - 0.36), (x - 0.28, 1.55, z - 0.36), 2.4)


def counter(scene: Scene, x: float, z: float, width: float, colour: Colour) -> None:
    scene.box((x, 0, z), (width, 0.88, 0.62), colour, weight=1.5)
    scene.box((x, 0.88, z), (width + 0.06, 0.05, 0.68), DARK_WOOD, weight=1.4)
    for dx in np.arange(-width / 2 + 0.6, width / 2 - 0.2, 0.6):
        scene.edge((x + float(dx), 0.08, z - 0.32), (x + float(dx), 0.84, z - 0.32), 1.0, 0.7)


def cupboards(scene: Scene, x: float, z: float, width: float, colour: Colour) -> None:
    scene.box((x, 1.5, z), (width, 0.75, 0.36), colour, weight=1.4)
    for dx in np.arange(-width / 2 + 0.6, width / 2 - 0.2, 0.6):
        scene.edge((x + float(dx), 1.52, z - 0.19), (x + float(dx), 2.22, z - 0.19), 1.0, 0.7)


def bar_counter(scene: Scene, x: float, z: float, width: float) -> None:
    scene.contact(x, z, width * 0.5, 0.5, 0.35)
    scene.box((x, 0, z), (width, 1.05, 0.6), DARK_WOOD, weight=1.6)
    scene.box((x, 1.05, z - 0.05), (width + 0.15, 0.07, 0.78), hexa("#8f6548"), weight=1.7)
    for dx in np.arange(-width / 2 + 0.35, width / 2, 0.7):
        scene.edge((x + float(dx), 0.15, z - 0.31), (x + float(dx), 0.95, z - 0.31), 1.2, 0.6)
    scene.edge((x - width / 2, 0.22, z - 0.45), (x + width / 2, 0.22, z - 0.45), 2.4, 0.8)


def sofa(scene: Scene, x: float, z: float) -> None:
    colour = hexa("#7d7466")
    scene.contact(x, z, 1.2, 0.6, 0.35)
    scene.box((x, 0.1, z + 0.34), (2.1, 0.75, 0.24), colour, weight=1.6)
    scene.box((x, 0.1, z), (1.8, 0.34, 0.8), colour.lighter(0.12), weight=1.5)
    for side in (-1, 1):
        scene.box((x + side * 1.0, 0.1, z), (0.24, 0.55, 0.88), colour, weight=1.5)
        scene.box((x + side * 0.55, 0.44, z + 0.16), (0.42, 0.38, 0.12), hexa("#a5735a"), 12 * side, 1.1)


def armchair(scene: Scene, x: float, z: float, colour: Colour) -> None:
    scene.contact(x, z, 0.6, 0.5, 0.35)
    scene.box((x, 0.1, z + 0.3), (0.9, 0.9, 0.2), colour, weight=1.5)
    scene.box((x, 0.1, z), (0.7, 0.34, 0.7), colour.lighter(0.1), weight=1.4)
    for side in (-1, 1):
        scene.box((x + side * 0.42, 0.1, z), (0.18, 0.5, 0.76), colour, weight=1.4)


def low_table(scene: Scene, x: float, z: float) -> None:
    table(scene, x, z, 1.1, 0.55, 0.4)


def rug(scene: Scene, x: float, z: float) -> None:
    outline = scene.camera.polygon(
        scene.world(
            (x - 1.3, 0.01, z - 0.8), (x + 1.3, 0.01, z - 0.8), (x + 1.3, 0.01, z + 0.8), (x - 1.3, 0.01, z + 0.8)
        )
    )
    if len(outline) > 2:
        scene.sheet.tone(outline, hexa("#95625a"), 0.75)
        scene.sheet.contour(outline, 1.0, 0.6)
