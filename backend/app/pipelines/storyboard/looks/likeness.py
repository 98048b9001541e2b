"""From what is known of a character to the person that is drawn.

The picture decides on skin, hair and eyes, the words on clothes and on what a picture can't tell; whatever neither says
is drawn by lot from the character's own id, so that it is the same in every shot.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from random import Random

from app.pipelines.base import CharacterReference
from app.pipelines.storyboard.brief.casting import LOOKS, PRONOUNS, WHO, cast
from app.pipelines.storyboard.brief.model import Known, Look, Person
from app.pipelines.storyboard.brief.words import words
from app.pipelines.storyboard.figures.head.hair import HAIR_COLOURS
from app.pipelines.storyboard.figures.outfits import COLOURS, SKINS
from app.pipelines.storyboard.looks.adapter import Adapter, opened
from app.pipelines.storyboard.looks.finding import find
from app.pipelines.storyboard.looks.photograph import Photograph
from app.pipelines.storyboard.looks.seeing import IRISES, Seen, see

GARMENTS = {"man": ["jacket", "shirt", "coat", "suit"], "woman": ["shirt", "dress", "coat", "jacket"]}
_SEXES = {"she": "woman", "her": "woman", "hers": "woman", "he": "man", "him": "man", "his": "man"}


def known(character: CharacterReference) -> Known:
    """Raises `OSError` when its base face is no picture."""
    adapter = _adapter(character.weights, character.weights.stat().st_mtime_ns) if character.weights else None
    seen = _seen(character.base_face, character.base_face.stat().st_mtime_ns) if character.base_face else None
    person = person_of(character, seen)
    if adapter and person.look:
        person = replace(person, look=replace(person.look, learnt=adapter.face()))
    return Known(_names(character), person)


def learnt(character: CharacterReference) -> Path | None:
    """The look adapter that it is drawn with; weights of another kind are none."""
    weights = character.weights
    return weights if weights and _adapter(weights, weights.stat().st_mtime_ns) else None


def person_of(character: CharacterReference, seen: Seen | None) -> Person:
    said, lot = _said(character.description, seen), Random(character.id)
    cut = seen.cut if seen and not said.hair else said.hair
    garment = said.garment or lot.choice(GARMENTS[said.sex])
    return replace(
        said,
        name=character.id,
        hair=cut or lot.choice(["long", "bob", "bun", "ponytail"] if said.sex == "woman" else ["short", "curly"]),
        hair_colour="",
        beard=said.beard or bool(seen and seen.beard and said.sex == "man"),
        garment=garment,
        garment_colour="",
        look=_look(said, seen, lot),
    )


def _look(said: Person, seen: Seen | None, lot: Random) -> Look:
    usual = _by_lot(said, lot)
    if seen is None:
        return usual
    return replace(
        usual,
        skin=seen.skin,
        hair=seen.hair or usual.hair,
        eyes=seen.eyes,
        cloth=usual.cloth if said.garment_colour or seen.cloth is None else seen.cloth,
        width=seen.width,
        jaw=seen.jaw,
    )


def _by_lot(said: Person, lot: Random) -> Look:
    hair = said.hair_colour or ("grey" if said.age == "old" else lot.choice(["black", "brown", "blonde", "red"]))
    cloth = said.garment_colour or lot.choice(["crimson", "blue", "green", "orange", "yellow", "purple", "navy"])
    return Look(
        skin=lot.choice(SKINS),
        hair=HAIR_COLOURS[hair],
        eyes=lot.choice(list(IRISES.values())),
        cloth=COLOURS[cloth],
        lower=COLOURS[lot.choice(["navy", "charcoal", "brown", "black", "grey"])],
        width=lot.uniform(0.95, 1.06),
        jaw=lot.uniform(0.92, 1.08),
        nose=lot.uniform(0.85, 1.2),
        eye_size=lot.uniform(0.92, 1.08),
        brow=lot.uniform(-0.012, 0.012),
    )


def _said(description: str, seen: Seen | None) -> Person:
    tokens = words(description)
    said = next(iter(cast(tokens)), Person())
    if not said.garment and not said.hair:  # looks without a noun: "old, with glasses"
        said = replace(said, **{name: value for name, lexicon in LOOKS.items() if (value := lexicon.first(tokens))})
    if not any(found.phrase not in PRONOUNS for found in WHO.find(tokens)):
        said = replace(said, sex=_sex(tokens, seen) or said.sex)
    return replace(said, action="", holding="")


def _sex(tokens: list[str], seen: Seen | None) -> str | None:
    """Of whom no noun tells: by the first pronoun, else by the hair."""
    spoken_of = next((_SEXES[token] for token in tokens if token in _SEXES), None)
    return spoken_of or ("woman" if seen and seen.cut in ("long", "bob") and not seen.beard else None)


def _names(character: CharacterReference) -> tuple[str, ...]:
    """The whole name, the trigger word, and the first name where it is no everyday word."""
    whole = character.name.replace(",", " ")
    first = whole.split()[0] if whole.split() else ""
    return tuple(dict.fromkeys(name for name in (whole, character.trigger_word, first) if len(name) > 2))


@lru_cache(maxsize=64)
def _seen(face: Path, _stamp: int) -> Seen:
    return see(find(Photograph.opened(face)))


@lru_cache(maxsize=64)
def _adapter(weights: Path, _stamp: int) -> Adapter | None:
    return opened(weights)
