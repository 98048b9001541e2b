"""The light a sheet is drawn under."""

from __future__ import annotations

from dataclasses import dataclass

from app.pipelines.storyboard.paper.colour import Colour


@dataclass(frozen=True)
class Light:
    sky_top: Colour
    sky_low: Colour
    ambient: Colour
    """What white paper looks like in this light."""
    haze: Colour
    """What distance fades to."""
    key: Colour
    """The tint of what the key light touches."""
    shadow: float
    """Darkness of shadows, 0..1."""
    elevation: float
    """Height of the key light, in degrees."""
    side: int = 1
    """1 when the key light comes from the right, -1 from the left."""
    dark: bool = False
    """Lamps are lit."""
