"""The composite prompt: what is wished for, who is in it, in what mood, where and in which style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import Field

from app.assets import telling as assets
from app.assets.schemas import Asset
from app.characters import store, training
from app.characters.schemas import Camel, ElementId, LoraStatus
from app.characters.store import Cast
from app.characters.telling import picture
from app.errors import NotFound
from app.pipelines.lora import USUAL_STRENGTH
from app.projects.film import Film
from app.projects.store import Films
from app.schemas import Body, Schema
from app.story.prompts import mood

_NEGATIVE = "blurry, deformed, extra limbs, duplicate, watermark, text"


class CompositeWish(Body):
    base_prompt: str = Field(min_length=1, max_length=10_000)
    character_ids: list[ElementId] = Field(default=[], alias="characterIds", max_length=50)
    emotional_beat: str = Field("", alias="emotionalBeat", max_length=100)
    style_ids: list[ElementId] = Field(default=[], alias="styleIds", max_length=20)
    location_id: ElementId | None = Field(None, alias="locationId")


class LoraModel(Camel):
    """`path` is None until the character is trained; its trigger word stands in the prompt all the same."""

    character_id: str
    trigger_word: str
    path: str | None
    weight: float
    status: LoraStatus


class Reference(Schema):
    """A picture that says how something looks; `kind` is `base_face`, `variation`, `style` or `location`."""

    kind: str
    id: str
    path: str
    url: str


class CompositePrompt(Schema):
    final_prompt: str
    negative_prompt: str
    lora_models: list[LoraModel]
    references: list[Reference]


def compose(films: Films, wish: CompositeWish) -> CompositePrompt:
    """Raises `NotFound` for a character, style or location that there isn't."""
    cast = [store.find(films, character_id) for character_id in dict.fromkeys(wish.character_ids)]
    styles = [_asset(films, style_id) for style_id in wish.style_ids]
    location = _asset(films, wish.location_id) if wish.location_id else None
    felt = mood(wish.emotional_beat)
    words = [wish.base_prompt.strip(), *map(_described, cast), _set_in(location), felt.words, *map(_in_style, styles)]
    return CompositePrompt(
        final_prompt=", ".join(filter(None, words)),
        negative_prompt=", ".join(filter(None, [_NEGATIVE, felt.against])),
        lora_models=[_lora(each) for each in cast],
        references=[*_faces(cast, wish.emotional_beat), *_looks(location, styles)],
    )


def _described(cast: Cast) -> str:
    record = cast.record
    return " ".join(filter(None, [record.trigger_word, f"({record.description})" if record.description else ""]))


def _set_in(location: Asset | None) -> str:
    return f"set in {_title(location)}" if location else ""


def _in_style(style: Asset) -> str:
    return f"in the style of {_title(style)}"


def _title(asset: Asset) -> str:
    return Path(asset.name).stem.replace("_", " ").replace("-", " ")


def _lora(cast: Cast) -> LoraModel:
    record = cast.record
    return LoraModel(
        character_id=cast.id,
        trigger_word=record.trigger_word,
        path=record.lora_model,
        weight=USUAL_STRENGTH,
        status=training.status(cast),
    )


def _faces(cast: Sequence[Cast], beat: str) -> Iterator[Reference]:
    """The variation of the beat where there is one, else the base face."""
    for each in cast:
        variation = each.variations().get(beat.strip().casefold())
        if variation:
            yield _reference("variation", each, variation, f"variations/{variation.stem}")
        elif face := each.base_face:
            yield _reference("base_face", each, face, "base-face")


def _reference(kind: str, cast: Cast, path: Path, address: str) -> Reference:
    shown = picture(cast, path, address)
    return Reference(kind=kind, id=cast.id, path=shown.path, url=shown.url)


def _looks(location: Asset | None, styles: Sequence[Asset]) -> Iterator[Reference]:
    """Those that are pictures: a place may be words alone."""
    for kind, found in (("location", [location] if location else []), ("style", styles)):
        for asset in (each for each in found if each.mime.startswith("image/")):
            yield Reference(kind=kind, id=asset.id, path=asset.path, url=asset.url)


def _asset(films: Films, asset_id: str) -> Asset:
    for film in films.all():
        if isinstance(film, Film):
            try:
                return assets.get(film, asset_id)
            except NotFound:
                continue
    raise NotFound("There is no style or location with this id.", code="asset_not_found")
