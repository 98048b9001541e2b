"""Colour and contrast act by act, and whether the style models fit what there is to draw with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from app.agents.changes import Target, rewrite
from app.agents.material import Material
from app.agents.rules.location_scout import skies_of
from app.agents.rules.weather import Sky
from app.agents.rules.writing import listed, says, table
from app.agents.schemas import Advice, Finding, Part, Rewrite
from app.assets.schemas import AssetRecord
from app.pipelines.base_model import FLUX, SD1, SDXL
from app.projects.layout import AssetType
from app.story.schemas import ChapterEntry

_PALETTES = {
    "dawn": ("rose grey, pale gold and cold blue", "low contrast"),
    "day": ("natural colours with clean whites", "medium contrast"),
    "dusk": ("slate blue and violet with amber points", "medium contrast"),
    "night": ("ink blue and black with tungsten pools", "high contrast"),
}
_WARM = frozenset({"candlelight", "firelight", "lantern", "lamp light", "street lamp"})
_VEILED = frozenset({"rain", "fog", "snow", "overcast"})
_FAMILIES = {"sd15": SD1, "sdxl": SDXL, "flux": FLUX}


def advise(material: Material) -> Advice:
    skies = skies_of(material)
    palettes = {
        chapter.id: found for chapter in material.tree.outline.chapters if (found := _palette(material, chapter, skies))
    }
    findings = [_acts(material, palettes), *_styles(material)]
    return Advice(findings=findings, changes=list(_looks(material, palettes)))


def _palette(material: Material, chapter: ChapterEntry, skies: Mapping[str, Sky]) -> tuple[str, str, str] | None:
    """Colours, contrast, and what they come from; None for an act of which nothing is known. Scenes count by shots."""
    times, seen, weather = Counter[str](), set[str](), set[str]()
    for scene in material.scenes_of(chapter):
        sky = skies.get(scene.id)
        if sky:
            times[sky.time] += max(1, len(scene.shots))
            seen.update(sky.sources)
            weather.update(sky.weather)
    del times[""]
    if not times:
        return None
    time = times.most_common(1)[0][0]
    colours, contrast = _PALETTES[time]
    warm = ", warm flame and lamp light" if seen & _WARM and time != "night" else ""
    veiled = ", desaturated" if weather & _VEILED else ""
    told = [*dict.fromkeys(times), *sorted(seen & _WARM), *sorted(weather & _VEILED)]
    return f"{colours}{warm}{veiled}", contrast, listed(told)


def _acts(material: Material, palettes: Mapping[str, tuple[str, str, str]]) -> Finding:
    rows = [
        (chapter.id, [chapter.code, chapter.name, *palettes.get(chapter.id, ("—", "—", "—"))])
        for chapter in material.tree.outline.chapters
    ]
    text = "A palette for each act, so that the audience feels where it is before anybody speaks."
    if len({told[:2] for told in palettes.values()}) == 1 and len(palettes) > 1:
        text = "Every act has the same light: set one apart, or the film looks as one long scene."
    return table("Palette by act", text, ("Act", "Name", "Colours", "Contrast", "From"), rows)


def _looks(material: Material, palettes: Mapping[str, tuple[str, str, str]]) -> Iterator[Rewrite]:
    for chapter in material.tree.outline.chapters:
        found = palettes.get(chapter.id)
        if found and not chapter.look:
            colours, contrast, told = found
            why = f"Most of this act plays at such a time; it has {told}."
            yield rewrite(material.stand, Target(Part.CHAPTER, chapter.id, "look"), f"{colours}; {contrast}", why)


def _styles(material: Material) -> Iterator[Finding]:
    styles = [asset for asset in material.assets if asset.asset_type is AssetType.STYLES]
    if not styles:
        text = "No styles yet. Drop pictures or style models (safetensors) under Styles to give the film one hand."
        yield says("Styles", text)
        return
    families = {_FAMILIES.get(model.family, model.family) for model in material.models}
    rows = [(None, [style.name, *_fit(style, families)]) for style in styles]
    yield table("Styles", _drawn_with(families), ("Style", "Kind", "Made for", "Fits"), rows)
    misfits = [style.name for style in styles if _fit(style, families)[2] == "no"]
    if misfits:
        text = f"{listed(misfits)} can't be used with the models that are there ({listed(sorted(families)) or 'none'})."
        yield says("Styles that do not fit", text, asks=True)


def _drawn_with(families: set[str]) -> str:
    return f"There are models of {listed(sorted(families))}." if families else "Frames are drawn by the storyboard."


def _fit(style: AssetRecord, families: Sequence[str] | set[str]) -> tuple[str, str, str]:
    """Kind, what it was made for, and whether that is there."""
    if style.mime.startswith("image/"):
        return "picture", "—", "yes, as a reference"
    base = style.metadata.get("base_model")
    if not isinstance(base, str):
        return "model", "unknown", "unknown"
    return "model", base, "yes" if base in families else "no"
