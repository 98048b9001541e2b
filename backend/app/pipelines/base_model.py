"""Which model weights belong to: by what they say, else by their tensors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

FLUX, SD3, SDXL, SD2, SD1, WAN = "Flux", "SD 3", "SDXL", "SD 2", "SD 1.5", "Wan"

_TOLD_IN = ("base_model", "modelspec.architecture", "ss_base_model_version", "ss_sd_model_name")
_NAMES = {
    r"flux": FLUX,
    r"sd[-_ ]?3|stable-diffusion-v?3": SD3,
    r"sd[-_ ]?xl|stable-diffusion-xl|pony|illustrious": SDXL,
    r"sd[-_ ]?(v|1[-_. ]5)?2(\b|[._-])|stable-diffusion-v?2": SD2,
    r"sd[-_ ]?v?1|stable-diffusion-v?1": SD1,
    r"wan": WAN,
}
# Parts of a tensor's name that only one family has, with the separators of LoRA trainers folded into dots.
_PARTS = {
    r"double\.blocks\.|single\.transformer\.blocks\.": FLUX,
    r"joint\.blocks\.": SD3,
    r"conditioner\.embedders\.1\.|lora\.te2\.|text\.encoder\.2\.|label\.emb\.": SDXL,
    r"cond\.stage\.model\.model\.": SD2,
    r"cond\.stage\.model\.transformer\.": SD1,
    r"(^|\.)blocks\.\d+\.(self|cross)\.attn\.": WAN,
}
# The width of what a picture's prompt is turned into, as seen by the cross-attention.
_CROSS_ATTENTION = re.compile(r"attn2\.to\.k\.(lora\.(down|a)\.)?weight$", re.IGNORECASE)
_WIDTHS = {768: SD1, 1024: SD2, 2048: SDXL}


class Guess(NamedTuple):
    name: str
    reason: str


def base_model(told: Mapping[str, str], shapes: Mapping[str, list[int]]) -> Guess | None:
    names = {re.sub(r"[._]", ".", name): name for name in shapes}
    return _by_words(told) or _by_names(names) or _by_width(names, shapes)


def _by_words(told: Mapping[str, str]) -> Guess | None:
    for key in _TOLD_IN:
        for pattern, model in _NAMES.items():
            if re.search(pattern, told.get(key, ""), re.IGNORECASE):
                return Guess(model, f"its metadata says {key} “{told[key][:80]}”")
    return None


def _by_names(names: Mapping[str, str]) -> Guess | None:
    for pattern, model in _PARTS.items():
        part = re.compile(pattern)
        for folded, name in names.items():
            if part.search(folded):
                return Guess(model, f"it has a tensor “{name[:120]}”")
    return None


def _by_width(names: Mapping[str, str], shapes: Mapping[str, list[int]]) -> Guess | None:
    for folded, name in names.items():
        shape = shapes[name]
        if _CROSS_ATTENTION.search(folded) and len(shape) > 1 and shape[1] in _WIDTHS:
            return Guess(_WIDTHS[shape[1]], f"its cross-attention is {shape[1]} wide")
    return None
