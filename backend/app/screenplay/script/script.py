"""A whole screenplay, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.screenplay.fountain.elements import Element, Kind
from app.screenplay.fountain.emphasis import plain
from app.screenplay.fountain.parser import parse
from app.screenplay.script.presence import Part, parts
from app.screenplay.script.scenes import ScriptScene, scenes


@dataclass(frozen=True)
class Script:
    """`text` is what was parsed: the source itself for Fountain."""

    text: str
    elements: tuple[Element, ...]

    @classmethod
    def read(cls, text: str) -> Script:
        return cls(text, tuple(parse(text)))

    @cached_property
    def scenes(self) -> list[ScriptScene]:
        return scenes(self.elements)

    @cached_property
    def parts(self) -> list[Part]:
        """Everyone who speaks or is introduced, in the order of their first appearance."""
        return parts(self.scenes)

    @property
    def title(self) -> str:
        return self._titled("title")

    @property
    def author(self) -> str:
        return self._titled("author", "authors")

    @property
    def draft(self) -> str:
        return self._titled("draft date", "draft", "revision")

    def _titled(self, *keys: str) -> str:
        return next((value for key, value in _title_page(self.elements) if key in keys and value), "")


def _title_page(elements: Sequence[Element]) -> list[tuple[str, str]]:
    titles = [each for each in elements if each.kind is Kind.TITLE]
    return [(each.detail.casefold(), plain(" ".join(each.text.split()))) for each in titles]
