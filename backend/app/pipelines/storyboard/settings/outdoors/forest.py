"""Woods: trunks in layers, crowns above, undergrowth below, light between."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import skia

from app.pipelines.storyboard.brief.model import Weather
from app.pipelines.storyboard.paper.colour import Colour, hexa
from app.pipelines.storyboard.paper.marks import Phase
from app.pipelines.storyboard.paper.points import Points, moved, points, smooth
from app.pipelines.storyboard.settings.ground import blades, draw_ground, scatter, specks
from app.pipelines.storyboard.settings.scene import Scene, Thing
from app.pipelines.storyboard.settings.sky import draw_sky
from app.pipelines.storyboard.stage.shot import VISIBLE

BARK = {"forest": "#6f655b", "jungle": "#5f6650", "park": "#75695c"}
FLOOR = {"forest": "#9a927c", "jungle": "#7f8768", "park": "#a3ab84"}
LEAF = {"forest": "#77805f", "jungle": "#5f7a52", "park": "#7f9560"}


def draw_forest(scene: Scene) -> list[Thing]:
    scene = replace(scene, reach=min(scene.reach, 26.0))
    draw_sky(scene)
    _canopy(scene, 30.0, 0.55, 0.8)
    draw_ground(scene, hexa(FLOOR[scene.flavour]))
    _bushes(scene)
    trees = scatter(scene, {"park": 16}.get(scene.flavour, 44), 9.0, 46.0, 0.8)
    for x, z, scale in trees:
        _tree(scene, x, z, scale)
    _shafts(scene)
    if scene.flavour != "park":
        _canopy(scene, 12.0, 0.2, 1.0)
    blades(scene, 240, 0.3, 2.0, 18.0, 0.6, hexa("#3c4034"))
    specks(scene, 140, 1.6, 16.0, 0.09)
    return [*_nearer(scene), *_framing(scene)]


def _bushes(scene: Scene) -> None:
    """Undergrowth that hides where the ground ends."""
    for depth, drop, tall in ((34.0, 4.0, 60.0), (20.0, 16.0, 44.0)):
        scene.aired(depth)
        xs = np.linspace(-60, scene.sheet.width + 60, 40)
        ys = [
            scene.camera.horizon
            + drop
            - tall * (0.35 + 0.65 * abs(np.sin(x * 0.011 + depth)) * scene.rng.uniform(0.5, 1))
            for x in xs
        ]
        edge = smooth(np.stack((xs, ys), axis=1), 3)
        outline = np.vstack(
            (edge, [(scene.sheet.width + 60, scene.camera.horizon + drop + 8), (-60, scene.camera.horizon + drop + 8)])
        )
        scene.sheet.tone(outline, hexa(LEAF[scene.flavour]).darker(0.12))
        scene.sheet.ink(edge, 1.1, 0.6)


def _tree(scene: Scene, x: float, z: float, scale: float) -> None:
    """A trunk with its roots and a few boughs; broad ones bear bark."""
    scene.aired(z)
    rng, sheet = scene.rng, scene.sheet
    girth = rng.uniform(0.14, 0.34) * scale
    foot = scene.camera.project(scene.world((x, 0, z)))[0]
    tall = rng.uniform(9, 15) * scale
    lean = rng.uniform(-0.03, 0.03) * tall
    sides = np.array([(-1.7, 0.02), (-1.0, -0.02), (-0.85, -0.3), (-0.62, -1.0)])
    left = foot + sides * (girth, tall) + np.outer(sides[:, 1], (-lean, 0))
    right = foot + sides * (-girth, tall) + np.outer(sides[:, 1], (-lean, 0))
    trunk = np.vstack((smooth(left, 4), smooth(right, 4)[::-1]))
    sheet.shade(
        points(
            [
                moved(foot, -girth * 2.4, 2),
                moved(foot, 0, -girth * 0.4),
                moved(foot, girth * 2.4, 2),
                moved(foot, 0, girth * 0.7),
            ]
        ),
        0.4,
        2,
    )
    sheet.knock_out(trunk)
    sheet.tone(trunk, hexa(BARK[scene.flavour]))
    sheet.turned_shade(trunk, girth * 0.8, 0.42)
    sheet.ink(smooth(left, 4), min(2.2, 0.8 + girth * 0.02))
    sheet.ink(smooth(right, 4), min(2.2, 0.8 + girth * 0.02))
    if girth > 12:
        sheet.hatching(trunk, 86, max(5.0, girth * 0.18), 1.1, 0.4)
    for k in range(3):
        _bough(scene, moved(foot, -lean * (0.3 + k * 0.2), -tall * (0.3 + 0.17 * k)), girth, rng.choice((-1, 1)))
    if scene.flavour == "park" or z > 20:
        _crown(scene, moved(foot, -lean, -tall * 0.62), tall * 0.3)


def _bough(scene: Scene, root: Points, girth: float, side: int) -> None:
    rng = scene.rng
    reach = girth * rng.uniform(4, 9)
    line = smooth(
        points(
            [
                root,
                moved(root, side * reach * 0.4, -reach * 0.22),
                moved(root, side * reach, -reach * rng.uniform(0.2, 0.7)),
            ]
        ),
        4,
    )
    scene.sheet.ink(line, max(1.0, girth * 0.22), 0.85, hexa("#3d3630"), taper=0.9)


def _crown(scene: Scene, middle: Points, size: float) -> None:
    leaf = hexa(LEAF[scene.flavour])
    if scene.shot.brief.weather is Weather.SNOW:
        leaf = hexa("#c9d0d2")
    outline = foliage(scene, middle, size, size * 0.75)
    scene.sheet.knock_out(outline)
    scene.sheet.tone(outline, leaf)
    scene.sheet.turned_shade(outline, size * 0.35, 0.36)
    scene.sheet.ink(np.vstack((outline, outline[:1])), 1.2, 0.85)


def foliage(scene: Scene, middle: Points, width: float, height: float, lobes: int = 13) -> Points:
    """A leafy mass: scalloped all round."""
    turn = np.linspace(0, 2 * np.pi, lobes * 3, endpoint=False)
    swell = np.array([(1.0, 1.13, 1.02)[k % 3] * scene.rng.uniform(0.9, 1.08) for k in range(len(turn))])
    ring = np.stack((np.cos(turn) * width * swell, np.sin(turn) * height * swell), axis=1)
    return smooth(middle + ring, 3, closed=True)


def _canopy(scene: Scene, depth: float, low: float, share: float) -> None:
    """Leaves against the sky, hanging from the top of the picture."""
    scene.aired(depth)
    sheet, rng = scene.sheet, scene.rng
    leaf = hexa(LEAF[scene.flavour]) if scene.shot.brief.weather is not Weather.SNOW else Colour(178, 186, 190)
    horizon = max(60.0, scene.camera.horizon)
    xs = np.linspace(-60, sheet.width + 60, 34)
    drop = np.array([horizon * low * (0.55 + 0.45 * np.sin(x * 0.008 + depth)) * rng.uniform(0.75, 1.15) for x in xs])
    edge = smooth(np.stack((xs, drop), axis=1), 3)
    outline = np.vstack((edge, [(sheet.width + 60, -60), (-60, -60)]))
    sheet.tone(outline, leaf.darker(0.1), share)
    sheet.ink(edge, 1.2, 0.6)
    sheet.hatching(outline, -50, 9, 1.1, 0.3)


def _shafts(scene: Scene) -> None:
    """Light that falls between the trunks."""
    sheet, rng = scene.sheet, scene.rng
    if scene.shot.brief.weather in (Weather.RAIN, Weather.STORM, Weather.SNOW):
        return
    sheet.fade = 0.0
    for _ in range(4):
        x, w = rng.uniform(0.1, 0.9) * sheet.width, rng.uniform(24, 70)
        slant = -sheet.light.side * sheet.height * 0.5
        shaft = points(
            [(x, -20), (x + w, -20), (x + w * 1.7 + slant, sheet.height * 0.86), (x + slant, sheet.height * 0.86)]
        )
        sheet.beam(shaft, sheet.light.key, 0.13 if sheet.light.dark else 0.2, 12)


def _nearer(scene: Scene) -> list[Thing]:
    """Trunks among the people, at the sides of the picture."""
    things: list[Thing] = []
    for side, z in ((-1, 7.5), (1, 6.4), (-1, 5.2), (1, 8.4)):
        x = side * scene.camera.width / 2 / scene.camera.focal * z * scene.rng.uniform(0.68, 0.95)
        things.append(scene.thing(x, z, _tree, scene.camera.scale(x, 0.0, z)))
    return things


def _framing(scene: Scene) -> list[Thing]:
    """A dark branch and leaves close to the lens."""
    return [] if VISIBLE[scene.shot.brief.framing] < 4 else [(0.6, partial(draw_framing_leaves, scene))]


def draw_framing_leaves(scene: Scene) -> None:
    sheet = scene.sheet
    sheet.fade = 0.0
    side = -sheet.light.side
    corner = np.array([sheet.width * (0.5 + 0.5 * side), 0.0])
    rng = scene.shot.chance("framing")
    made = skia.Path()
    branch = smooth(corner + points([(30 * side, 30), (-130 * side, 60), (-270 * side, 50), (-400 * side, 110)]), 6)
    dark = scene.light.ambient.under(hexa("#4b4a42"))
    sheet.ink(branch, 9, 0.95, dark, taper=0.9)
    for x, y in branch[4:]:
        for _ in range(5):
            _leaf(made, x, y, rng.uniform(0.2, 2.9), rng.uniform(24, 52))
    sheet.strokes(made, 0.95, Phase.LINE, dark)


def _leaf(made: skia.Path, x: float, y: float, angle: float, length: float) -> None:
    c, s = float(np.cos(angle)) * length, float(np.sin(angle)) * length
    made.moveTo(x, y)
    made.quadTo(x + c * 0.5 - s * 0.24, y + s * 0.5 + c * 0.24, x + c, y + s)
    made.quadTo(x + c * 0.5 + s * 0.24, y + s * 0.5 - c * 0.24, x, y)
