"""What stands on the horizon: planets, mesas, castles."""

from __future__ import annotations

from app.pipelines.storyboard.paper.colour import WHITE, Colour, grey, hexa
from app.pipelines.storyboard.paper.points import ellipse, points, smooth
from app.pipelines.storyboard.settings.scene import Scene


def planet(scene: Scene) -> None:
    """The earth over the horizon of the moon."""
    sheet, rng = scene.sheet, scene.shot.chance("planet")
    x, y, r = sheet.width * rng.choice((0.24, 0.76)), max(60.0, scene.camera.horizon * 0.4), 64.0
    sheet.glow(x, y, r * 2.4, hexa("#9fc4ee"), 0.4)
    disc = ellipse(x, y, r, r, count=40)
    sheet.tone(disc, hexa("#6f9cc6"), lit=False)
    for k in range(5):
        land = ellipse(
            x + rng.uniform(-0.5, 0.5) * r,
            y + rng.uniform(-0.6, 0.6) * r,
            r * rng.uniform(0.15, 0.4),
            r * rng.uniform(0.08, 0.2),
            rng.uniform(-0.6, 0.6),
        )
        sheet.tone(land, WHITE if k % 2 else hexa("#7f9c78"), 0.7, lit=False, streak=0)
    sheet.turned_shade(disc, r * 0.7, 0.85)
    sheet.contour(disc, 1.4)


def mesas(scene: Scene, colour: Colour) -> None:
    """Flat-topped rocks, banded, in three depths."""
    sheet, horizon, rng = scene.sheet, scene.camera.horizon, scene.rng
    for depth, tall, count in ((60, 90, 5), (34, 150, 3), (16, 230, 2)):
        scene.aired(depth)
        for k in range(count):
            x, w, h = (
                (k + rng.uniform(0.1, 0.9)) * sheet.width / count,
                tall * rng.uniform(0.5, 1.1),
                tall * rng.uniform(0.7, 1.1),
            )
            base = horizon + 10
            rows = points(
                [
                    (x - w * 1.5, base),
                    (x - w * 0.8, base - h * 0.4),
                    (x - w * 0.62, base - h * 0.5),
                    (x - w * 0.56, base - h * 0.96),
                    (x - w * 0.2, base - h),
                    (x + w * 0.5, base - h * 0.97),
                    (x + w * 0.6, base - h * 0.5),
                    (x + w * 0.85, base - h * 0.36),
                    (x + w * 1.5, base),
                ]
            )
            sheet.form(rows, colour, 1.6, w * 0.5, 0.4)
            sheet.hatching(rows, 88, 9, 1.0, 0.35)
            for y in (0.62, 0.78):
                sheet.ink(
                    points([(x - w * 0.58, base - h * y), (x, base - h * (y + 0.02)), (x + w * 0.55, base - h * y)]),
                    1.1,
                    0.6,
                )


def castle(scene: Scene) -> None:
    """Towers on the far hill."""
    sheet, rng = scene.sheet, scene.shot.chance("castle")
    x, base, s = sheet.width * rng.choice((0.3, 0.68)), scene.camera.horizon - 20, 1.0 * sheet.height / 690
    hill = smooth(
        points(
            [
                (x - 330 * s, base + 60),
                (x - 160 * s, base - 6),
                (x, base - 30),
                (x + 170 * s, base),
                (x + 340 * s, base + 60),
            ]
        ),
        6,
    )
    sheet.form(hill, hexa("#7c8468"), 1.4, 60, 0.3)
    stone = hexa("#a39b8d")
    for dx, w, h in ((-86, 44, 110), (80, 40, 96), (0, 190, 74), (-30, 36, 168), (34, 30, 140)):
        left, right, top = x + (dx - w / 2) * s, x + (dx + w / 2) * s, base - (24 + h) * s
        step = (right - left) / 7
        teeth = [(left + k * step, top - (7 * s if k % 2 == 0 else 0)) for k in range(8) for _ in (0,)]
        rows = points([(left, base), *teeth, (right, base)])
        sheet.form(rows, stone, 1.4, w * 0.3 * s, 0.4)
        sheet.hatching(rows, 90, 8, 1.0, 0.25)
        sheet.tone(
            points(
                [
                    (x + dx * s - 3, top + 30 * s),
                    (x + dx * s + 3, top + 30 * s),
                    (x + dx * s + 3, top + 44 * s),
                    (x + dx * s - 3, top + 44 * s),
                ]
            ),
            hexa("#ffd98a") if scene.light.dark else grey(0.2),
            lit=not scene.light.dark,
            streak=0,
        )
