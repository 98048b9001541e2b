"""The words that call up what a LoRA has learnt."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_TOLD_IN = ("trigger_word", "trigger_words", "triggerWord", "modelspec.trigger_phrase", "activation text")
_TAGS = "ss_tag_frequency"  # as written by kohya's sd-scripts: data set → tag → number of captions with it
_MOST = 8
_LONGEST = 100  # characters


def trigger_words(told: Mapping[str, str]) -> list[str]:
    """Those that are named, else the tags found in nearly every caption of the training set, the commonest first."""
    named = (word for key in _TOLD_IN for word in re.split(r"[,;\n]", told.get(key, "")))
    return _few(named) or _few(_everywhere(told.get(_TAGS, "")))


def _everywhere(frequencies: str) -> list[str]:
    try:
        sets: Any = json.loads(frequencies)
        return [tag for counts in sets.values() for tag in _commonest(counts)]
    except (ValueError, AttributeError, TypeError, RecursionError):
        return []  # not in the form of the trainer that coined the key


def _commonest(counts: Mapping[str, int]) -> list[str]:
    most = max(counts.values(), default=0)
    common = [tag for tag, count in counts.items() if count >= 0.9 * most]
    return sorted(common, key=lambda tag: -counts[tag])


def _few(words: Any) -> list[str]:
    sound = (word.strip()[:_LONGEST].encode(errors="replace").decode() for word in words)
    return list(dict.fromkeys(word for word in sound if word))[:_MOST]
