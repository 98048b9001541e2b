"""Who is in a screenplay, and in which scenes: those who speak, and those whom the action introduces."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.screenplay.fountain.elements import Kind
from app.screenplay.fountain.emphasis import plain
from app.screenplay.script.scenes import ScriptScene

# `TOMAS (60s), a net mender` and `TOMAS, 60, mends a net`: capitals with an age behind them introduce someone.
_NAME = r"[^\W\d_a-z][^\W\d_a-z.'\u2019-]*"
_INTRODUCED = re.compile(rf"\b({_NAME}(?: {_NAME}){{0,3}})(?: \(|, )(?:\w+ )?\d{{1,2}}(?:s|'s)?\b")
_WORD = re.compile(r"[\w'\u2019-]+")
_APART = re.compile(r"V\.?\s?O|VOICE|PRE-?LAP|RADIO|PHONE|TELEPHONE|FILTERED", re.IGNORECASE)
_CROWD = re.compile(r"\b(?:ALL|BOTH|EVERYONE|CROWD|VOICES?|CHORUS|TOGETHER)\b|\s(?:AND|&|/)\s", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """One of the cast. `scenes` are indices of the scenes in which they are seen, `speeches` how often they speak."""

    name: str
    scenes: tuple[int, ...]
    speeches: int
    words: int

    @cached_property
    def shown(self) -> str:
        """As one writes the name outside of a screenplay: MRS. O'HARA is Mrs. O'Hara, McAvoy stays."""
        return shown(self.name)


def parts(scenes: Sequence[ScriptScene]) -> list[Part]:
    names = list(dict.fromkeys(name for scene in scenes for name in (*introduced(scene), *speakers(scene))))
    seen, spoken, words = dict[str, list[int]](), Counter[str](), Counter[str]()
    for index, scene in enumerate(scenes):
        for name in present(scene, names):
            seen.setdefault(name, []).append(index)
        for name, said in speeches(scene):
            spoken[name] += 1
            words[name] += len(said.split())
    return [Part(name, tuple(seen.get(name, ())), spoken[name], words[name]) for name in names]


def speakers(scene: ScriptScene) -> list[str]:
    """Single persons; a crowd that speaks as one is none of the cast."""
    return list(dict.fromkeys(name for each in scene.elements if (name := speaker_of(each.kind, each.text))))


def speaker_of(kind: Kind, text: str) -> str:
    name = " ".join(plain(text).split())
    return name if kind is Kind.CHARACTER and not _CROWD.search(name) else ""


def introduced(scene: ScriptScene) -> list[str]:
    text = " ".join(plain(each.text) for each in scene.elements if each.kind is Kind.ACTION)
    return [found[1] for found in _INTRODUCED.finditer(text)]


def present(scene: ScriptScene, names: Iterable[str]) -> list[str]:
    """Of `names` those who are there: they speak in it, not from elsewhere, or the action names them."""
    action = " ".join(plain(each.text) for each in scene.elements if each.kind is Kind.ACTION)
    words = f" {' '.join(_WORD.findall(_bare(action)))} "
    there = {plain(each.text) for each in scene.elements if each.kind is Kind.CHARACTER and not apart(each.detail)}
    return [name for name in names if name in there or f" {' '.join(_WORD.findall(_bare(name)))} " in words]


def apart(extension: str) -> bool:
    """Heard, and not in the scene: a voice over, a voice on the phone."""
    return _APART.search(extension) is not None


def speeches(scene: ScriptScene) -> Iterator[tuple[str, str]]:
    """Speaker and words, speech by speech."""
    name, said = "", list[str]()
    for each in scene.elements:
        if each.kind is Kind.CHARACTER:
            if name:
                yield name, " ".join(said)
            name, said = " ".join(plain(each.text).split()), []
        elif each.kind in {Kind.DIALOGUE, Kind.LYRIC}:
            said.append(plain(each.text))
    if name:
        yield name, " ".join(said)


@functools.lru_cache(maxsize=4096)
def shown(name: str) -> str:
    return name if not name.isupper() else " ".join(map(_capitalised, name.split()))


def _capitalised(word: str) -> str:
    if any(letter.isdigit() for letter in word) or word.count(".") > 1:
        return word
    pieces = re.split(r"(['\u2019-])", word.lower())
    return "".join(p.capitalize() if i == 0 or len(p) > 1 else p for i, p in enumerate(pieces))


def _bare(text: str) -> str:
    return text.casefold().replace("\u2019", "'").replace("'s", "")
