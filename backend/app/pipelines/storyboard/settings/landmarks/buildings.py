"""What was built or left: barns, houses, fences, tents, wrecks."""

from __future__ import annotations

from app.pipelines.storyboard.paper.colour import grey, hexa
from app.pipelines.storyboard.props.vehicles import draw_car
from app.pipelines.storyboard.settings.scene import Scene


def barn(scene: Scene, x: float, z: float) -> None:
    scene.aired(z * 0.5)
    w, h, d, red = 3.6, 3.4, 9.0, hexa("#96503f")
    side = 1 if x < 0 else -1
    scene.contact(x, z + 3, 5, 5, 0.3)
    scene.face(
        scene.world((x + side * w, 0, z), (x + side * w, h, z), (x + side * w, h, z + d), (x + side * w, 0, z + d)),
        red,
        1.5,
        0.2,
    )
    scene.face(
        scene.world(
            (x + side * (w + 0.4), h - 0.3, z),
            (x, h + 2.8, z),
            (x, h + 2.8, z + d),
            (x + side * (w + 0.4), h - 0.3, z + d),
        ),
        grey(0.5),
        1.6,
    )
    front = scene.face(
        scene.world(
            (x - w, 0, z),
            (x + w, 0, z),
            (x + w, h, z),
            (x + w * 0.6, h + 1.8, z),
            (x, h + 2.8, z),
            (x - w * 0.6, h + 1.8, z),
            (x - w, h, z),
        ),
        red,
        1.7,
    )
    if len(front):
        scene.sheet.hatching(front, 90, 8, 1.0, 0.35)
    scene.face(
        scene.world((x - 1.2, 0, z - 0.02), (x + 1.2, 0, z - 0.02), (x + 1.2, 2.5, z - 0.02), (x - 1.2, 2.5, z - 0.02)),
        hexa("#6f3a30"),
        1.4,
    )
    for a, b in (((x - 1.2, 0), (x + 1.2, 2.5)), ((x + 1.2, 0), (x - 1.2, 2.5))):
        scene.edge((*a, z - 0.03), (*b, z - 0.03), 2.0)


def house(scene: Scene, x: float, z: float) -> None:
    scene.aired(z * 0.5)
    wall, w, h, d = hexa("#c9bda4"), 2.8, 2.6, 5.0
    side = 1 if x < 0 else -1
    scene.contact(x, z + 2, 4, 4, 0.3)
    scene.face(
        scene.world((x + side * w, 0, z), (x + side * w, h, z), (x + side * w, h, z + d), (x + side * w, 0, z + d)),
        wall,
        1.4,
        0.22,
    )
    scene.face(
        scene.world(
            (x + side * (w + 0.4), h - 0.3, z - 0.2),
            (x, h + 2.2, z - 0.2),
            (x, h + 2.2, z + d),
            (x + side * (w + 0.4), h - 0.3, z + d),
        ),
        hexa("#7b5b4c"),
        1.6,
    )
    scene.face(scene.world((x - w, 0, z), (x + w, 0, z), (x + w, h, z), (x, h + 2.1, z), (x - w, h, z)), wall, 1.6)
    scene.box((x - side * 0.8, h + 1.0, z + 2), (0.5, 1.8, 0.5), hexa("#8d6a58"))
    for dx in (-1.5, 1.5):
        pane = scene.camera.polygon(
            scene.world(
                (x + dx - 0.4, 1.0, z - 0.02),
                (x + dx + 0.4, 1.0, z - 0.02),
                (x + dx + 0.4, 2.0, z - 0.02),
                (x + dx - 0.4, 2.0, z - 0.02),
            )
        )
        if len(pane) > 2:
            scene.sheet.tone(
                pane, hexa("#ffd98a") if scene.light.dark else grey(0.3), lit=not scene.light.dark, streak=0
            )
            scene.sheet.contour(pane, 1.2)
    scene.face(
        scene.world(
            (x - 0.45, 0, z - 0.02), (x + 0.45, 0, z - 0.02), (x + 0.45, 2.0, z - 0.02), (x - 0.45, 2.0, z - 0.02)
        ),
        hexa("#6d5140"),
        1.3,
    )


def fence(scene: Scene, _x: float, z: float) -> None:
    scene.aired(z)
    for k in range(-9, 10):
        scene.box((k * 1.6, 0, z), (0.12, 1.1, 0.12), hexa("#8a745b"), weight=1.2)
    for y in (0.45, 0.85):
        scene.box((0, y, z), (30, 0.1, 0.06), hexa("#957d62"), weight=1.2)


def wreck(scene: Scene, x: float, z: float) -> None:
    draw_car(scene, x, z, 60.0, hexa("#8d6a52"))


def tent(scene: Scene, x: float, z: float) -> None:
    scene.aired(z * 0.4)
    scene.contact(x, z + 0.8, 1.6, 1.4, 0.35)
    colour = hexa("#b58f58")
    for side in (-1, 1):
        scene.face(
            scene.world((x + side * 1.2, 0, z), (x, 1.6, z), (x, 1.6, z + 2.4), (x + side * 1.2, 0, z + 2.4)),
            colour,
            1.5,
            0.0 if side == scene.light.side else 0.3,
        )
    scene.face(scene.world((x - 1.2, 0, z), (x + 1.2, 0, z), (x, 1.6, z)), colour.lighter(0.12), 1.6)
    scene.face(scene.world((x - 0.35, 0, z - 0.01), (x + 0.35, 0, z - 0.01), (x, 1.5, z - 0.01)), grey(0.2), 1.3)
