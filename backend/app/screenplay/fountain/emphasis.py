"""Emphasis: `*italic*`, `**bold**`, `***both***`, `_underlined_`; a backslash makes a mark a character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"\\[*_\\]|\*{1,3}|_|\n|[^*_\\\n]+|\\")


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


def plain(text: str) -> str:
    return "".join(run.text for run in runs(text)) if _marked(text) else text


def runs(text: str) -> list[Run]:
    """Pieces in one style each. A mark without its partner in the same line, or beside a space, is a character."""
    return [run for line in text.splitlines(keepends=True) for run in _runs(line)]


def _marked(text: str) -> bool:
    return any(mark in text for mark in "*_\\")


def _runs(line: str) -> Iterator[Run]:
    tokens = _TOKEN.findall(line)
    paired = dict(_pairs(tokens))
    active = set[str]()
    for index, token in enumerate(tokens):
        if index in paired:
            active ^= {paired[index]}
        elif token:
            yield _styled(token[1:] if token[:1] == "\\" and len(token) == 2 else token, active)


def _styled(text: str, active: set[str]) -> Run:
    stars = sum(mark.count("*") for mark in active)
    return Run(text, bold=stars >= 2, italic=stars % 2 == 1, underline="_" in active)


def _pairs(tokens: list[str]) -> Iterator[tuple[int, str]]:
    opened: dict[str, int] = {}
    for index, token in enumerate(tokens):
        if token not in {"*", "**", "***", "_"}:
            continue
        if token in opened and not tokens[index - 1][-1:].isspace():
            yield opened.pop(token), token
            yield index, token
        elif index + 1 < len(tokens) and not tokens[index + 1][:1].isspace():
            opened[token] = index
