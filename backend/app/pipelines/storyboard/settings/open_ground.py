from app.pipelines.storyboard.paper.colour import hexa
from app.pipelines.storyboard.settings.ground import draw_ground
from app.pipelines.storyboard.settings.scene import Scene, Thing
from app.pipelines.storyboard.settings.sky import draw_sky


def draw_open_ground(scene: Scene) -> list[Thing]:
    draw_sky(scene)
    draw_ground(scene, hexa("#b5ad98"))
    return []
