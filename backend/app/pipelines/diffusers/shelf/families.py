"""The families of models that are served, and what sets them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Name: TypeAlias = Literal["sd15", "sdxl", "flux", "ltx"]

STILLS: Final = frozenset({"text_to_image", "image_to_image", "inpaint"})

TRAINING: Final = "lora_training"
FILMS: Final = frozenset({"text_to_video", "image_to_video"})


@dataclass(frozen=True)
class Family:
    """`classes` are those that `model_index.json` names; `half` the type of its weights on a GPU: what was trained in
    bfloat16 overflows in float16. `multiple` is what edges in pixels must be divisible by."""

    name: Name
    classes: frozenset[str]
    makes: frozenset[str]
    half: Literal["float16", "bfloat16"]
    edge: int
    multiple: int
    flow: bool = False
    """Trained for flow matching: its own sampler is the only one that fits."""


def _pipelines(stem: str, *kinds: str) -> frozenset[str]:
    return frozenset(f"{stem}{kind}Pipeline" for kind in ("", *kinds))


_KINDS = ("Img2Img", "Inpaint")
_TRAINED = STILLS | {TRAINING}
SD15 = Family("sd15", _pipelines("StableDiffusion", *_KINDS), _TRAINED, "float16", 512, 8)
SDXL = Family("sdxl", _pipelines("StableDiffusionXL", *_KINDS), _TRAINED, "float16", 1024, 8)
FLUX = Family("flux", _pipelines("Flux", *_KINDS), STILLS, "bfloat16", 1024, 16, flow=True)
LTX = Family("ltx", _pipelines("LTX", "ImageToVideo"), FILMS, "bfloat16", 512, 32, flow=True)

FAMILIES: Final = {family.name: family for family in (SD15, SDXL, FLUX, LTX)}


def by_class(name: str) -> Family | None:
    return next((family for family in FAMILIES.values() if name in family.classes), None)
