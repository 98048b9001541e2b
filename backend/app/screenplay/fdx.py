"""Final Draft's XML, read as Fountain: its paragraphs say of themselves what Fountain reads from their looks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from app.errors import Invalid

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element as Xml

MIME = "application/x-final-draft"
_SPOKEN = frozenset({"Character", "Parenthetical", "Dialogue", "Lyrics", "Singing"})
_MARKS = re.compile(r"([*_\\])")
_STYLES = (("Underline", "_"), ("Italic", "*"), ("Bold", "**"))


def as_fountain(data: bytes) -> str:
    """Raises `Invalid`."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise _unfit() from error
    content = root.find("Content")
    if root.tag != "FinalDraft" or content is None:
        raise _unfit()
    return "".join([*_title_page(root), *_paragraphs(content)]).lstrip("\n")


def _title_page(root: Xml) -> Iterator[str]:
    """The first line of a title page is its title; what follows `written by` is the author."""
    lines = [_plain(paragraph).strip() for paragraph in root.iterfind("TitlePage/Content/Paragraph")]
    said = [line for line in lines if line]
    if said:
        yield f"Title: {said[0]}\n"
    for before, line in pairwise(said):
        if before.casefold().rstrip(":").endswith("by"):
            yield f"Author: {line}\n"
            break


def _paragraphs(content: Xml) -> Iterator[str]:
    for paragraph in content.iterfind("Paragraph"):
        dual = paragraph.find("DualDialogue")
        if dual is None:
            yield _written(paragraph, paragraph.get("Type", "Action"))
        else:
            yield from _dual(dual)


def _dual(dual: Xml) -> Iterator[str]:
    cues = 0
    for paragraph in dual.iterfind("Paragraph"):
        kind = paragraph.get("Type", "Dialogue")
        cues += kind == "Character"
        yield _written(paragraph, kind, " ^" if kind == "Character" and cues == 2 else "")


def _written(paragraph: Xml, kind: str, end: str = "") -> str:
    """With the blank line that stands above all but what is spoken."""
    text = _styled(paragraph).strip()
    gap = "\n" if kind not in _SPOKEN or kind == "Character" else ""
    notes = "".join(f"[[{_plain(note).strip()}]]" for note in paragraph.iterfind("ScriptNote"))
    return f"{gap}{_line(kind, text, paragraph)}{notes}{end}\n" if text else ""


def _line(kind: str, text: str, paragraph: Xml) -> str:
    if kind == "Scene Heading":
        number = paragraph.get("Number")
        return f".{text}" + (f" #{number}#" if number else "")
    if kind in _LINES:
        return _LINES[kind](text)
    return f"> {text} <" if paragraph.get("Alignment") == "Center" else _action(text)


def _each(text: str, mark: str = "") -> str:
    """Line by line; two spaces keep an empty one."""
    return "\n".join(f"{mark}{line.strip()}" or "  " for line in text.split("\n"))


def _action(text: str) -> str:
    """An action's own empty lines are kept by what forces the next."""
    return "!" + "\n!".join(text.split("\n"))


_LINES: dict[str, Callable[[str], str]] = {
    "Character": lambda text: f"@{text}",
    "Dialogue": _each,
    "Parenthetical": _each,
    "Lyrics": lambda text: _each(text, "~"),
    "Singing": lambda text: _each(text, "~"),
    "Transition": lambda text: f"> {text}",
    "New Act": lambda text: f"# {text}",
    "End of Act": lambda text: f"> {text} <",
}


def _styled(paragraph: Xml) -> str:
    return "".join(_run(text) for text in paragraph.iterfind("Text"))


def _run(text: Xml) -> str:
    said = _MARKS.sub(r"\\\1", text.text or "")
    style = text.get("Style", "").split("+")
    words = said.strip()
    if not words or "\n" in said:
        return said
    before, after = said[: len(said) - len(said.lstrip())], said[len(said.rstrip()) :]
    for name, mark in _STYLES:
        words = f"{mark}{words}{mark}" if name in style else words
    return f"{before}{words}{after}"


def _plain(element: Xml) -> str:
    return "".join(text.text or "" for text in element.iter("Text"))


def _unfit() -> Invalid:
    return Invalid("This is not a Final Draft document.", field="file", code="screenplay_unreadable")
