"""The light of each time of day, and what weather and walls make of it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from app.pipelines.storyboard.brief.model import Brief, Time, Weather
from app.pipelines.storyboard.brief.place_words import INDOORS
from app.pipelines.storyboard.paper.colour import Colour, grey, hexa
from app.pipelines.storyboard.paper.light import Light


def _light(
    top: str, low: str, ambient: str, haze: str, key: str, shadow: float, elevation: float, dark: bool = False
) -> Light:
    return Light(hexa(top), hexa(low), hexa(ambient), hexa(haze), hexa(key), shadow, elevation, dark=dark)


#                      sky top    sky low    ambient    haze       key
BY_TIME: dict[Time, Light] = {
    Time.DAWN: _light("#a9b3c9", "#f4cdb4", "#eee0dc", "#eddcd6", "#ffe3cf", shadow=0.5, elevation=14),
    Time.MORNING: _light("#b9d0dd", "#f3ead4", "#fbf4e4", "#ecebe2", "#fff4d8", shadow=0.55, elevation=32),
    Time.DAY: _light("#a9c3d2", "#e6ecea", "#ffffff", "#e6e9e6", "#fffdf4", shadow=0.6, elevation=56),
    Time.GOLDEN: _light("#cdb795", "#f8d38f", "#fbe3b8", "#f3dcae", "#ffdf9e", shadow=0.7, elevation=16),
    Time.DUSK: _light("#76749b", "#f0a673", "#e3c2b0", "#d7a48c", "#ffc08a", shadow=0.72, elevation=10, dark=True),
    Time.BLUE: _light("#465f88", "#a9b9cc", "#b4c4da", "#8fa3be", "#dfe9f5", shadow=0.6, elevation=30, dark=True),
    Time.NIGHT: _light("#222e45", "#5d7394", "#94a3bf", "#5c7090", "#d6e4f7", shadow=0.85, elevation=40, dark=True),
}
LAMPLIGHT = hexa("#ffdf9f")


def light_for(brief: Brief, rng: Random) -> Light:
    light = replace(BY_TIME[brief.time], side=rng.choice((-1, 1)))
    if brief.place.construction in INDOORS:
        light = _indoors(light)
    elif brief.place.construction == "space" or brief.place.flavour == "moon":
        light = replace(light, sky_top=hexa("#0c0f18"), sky_low=hexa("#1b2232"), haze=hexa("#343b49"), shadow=0.95)
    else:
        light = _weathered(light, brief.weather)
    return light


def _indoors(light: Light) -> Light:
    ambient = light.ambient.toward(Colour(255, 248, 234) if not light.dark else Colour(196, 176, 152), 0.6)
    return replace(light, ambient=ambient, haze=ambient.toward(grey(0.8), 0.3).under(ambient), elevation=38)


def _weathered(light: Light, weather: Weather) -> Light:
    if weather in (Weather.CLEAR, Weather.WIND):
        return light
    dull = grey({Weather.STORM: 0.36, Weather.RAIN: 0.6}.get(weather, 0.84)).under(light.ambient)
    share = {Weather.OVERCAST: 0.5, Weather.RAIN: 0.62, Weather.STORM: 0.75, Weather.SNOW: 0.5, Weather.FOG: 0.62}[
        weather
    ]
    ambient = light.ambient.toward(dull, 0.3 if weather in (Weather.RAIN, Weather.STORM) else 0.1)
    return replace(
        light,
        sky_top=light.sky_top.toward(dull, share),
        sky_low=light.sky_low.toward(dull.lighter(0.25), share),
        haze=light.haze.toward(dull.lighter(0.15), share),
        ambient=ambient,
        shadow=light.shadow * 0.72,
    )
