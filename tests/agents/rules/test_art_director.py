from __future__ import annotations

import dataclasses

from app.agents.material import Material
from app.agents.sample import material
from app.agents.schemas import Part, Rewrite, Trade
from app.pipelines.models import Model
from app.projects.layout import AssetType
from tests.agents.rules.reading import changes, findings, rewrites, rows, sample
from tests.agents.rules.test_location_scout import with_picture

ART = Trade.ART_DIRECTOR
SDXL = Model(
    name="x", family="sdxl", form="file", path="x", size=1, vram_gb=8, makes=["text_to_image"], lacks="", sha256=None
)


def with_style(film: Material, base: str | None, models: list[Model]) -> Material:
    [record] = with_picture(film, "grain.safetensors").assets
    update = {"asset_type": AssetType.STYLES, "mime": "application/octet-stream", "metadata": {"base_model": base}}
    return dataclasses.replace(film, assets=[record.model_copy(update=update)], models=models)


def test_each_act_gets_a_palette_from_its_light() -> None:
    told = rewrites(ART, sample(), "look")
    assert list(told) == ["CH01", "CH02", "CH03"]
    assert told["CH01"].startswith("slate blue and violet")
    assert "desaturated" in told["CH01"]
    assert told["CH02"].endswith("high contrast")


def test_acts_that_all_look_alike_are_pointed_out() -> None:
    film = material("# One\n\nINT. A - DAY\n\nA.\n\n# Two\n\nINT. B - DAY\n\nB.")
    assert findings(ART, film)["Palette by act"].text.startswith("Every act has the same light")


def test_an_act_of_which_nothing_is_known_gets_none() -> None:
    assert changes(ART, material("INT. NOWHERE\n\nNothing.")) == []


def test_what_was_chosen_already_is_left() -> None:
    film = sample()
    chapter = film.tree.outline.chapters[0].model_copy(update={"look": "black and white"})
    film = dataclasses.replace(film, tree=film.tree.with_chapter(chapter))
    made = changes(ART, film)
    assert all(isinstance(each, Rewrite) and each.part is Part.CHAPTER for each in made)
    assert "CH01" not in rewrites(ART, film, "look")


def test_style_models_are_held_against_the_models_that_are_there() -> None:
    fits = findings(ART, with_style(sample(), "SDXL", [SDXL]))
    assert rows(fits["Styles"]) == [["grain.safetensors", "model", "SDXL", "yes"]]
    assert "Styles that do not fit" not in fits
    misfit = findings(ART, with_style(sample(), "Flux", [SDXL]))["Styles that do not fit"]
    assert misfit.text == "grain.safetensors can't be used with the models that are there (SDXL)."
    unknown = findings(ART, with_style(sample(), None, [SDXL]))
    assert rows(unknown["Styles"])[0][-1] == "unknown"


def test_pictures_of_a_style_fit_everything() -> None:
    film = with_picture(sample(), "grain.png")
    [record] = film.assets
    film = dataclasses.replace(film, assets=[record.model_copy(update={"asset_type": AssetType.STYLES})])
    assert rows(findings(ART, film)["Styles"])[0][-1] == "yes, as a reference"
