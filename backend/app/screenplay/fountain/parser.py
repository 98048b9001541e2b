"""Lines, grouped into elements that cover the source without a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from app.screenplay.fountain import forms, title_page
from app.screenplay.fountain.elements import SPOKEN, Element, Kind
from app.screenplay.fountain.forms import Form
from app.screenplay.fountain.lines import Line, lines

# Lines that no page shows: next to one, a heading stands alone.
_UNSEEN = frozenset({Kind.SECTION, Kind.SYNOPSIS, Kind.PAGE_BREAK, Kind.NOTE, Kind.BONEYARD, Kind.BLANK, Kind.TITLE})
# Lines of these become one element while they follow each other.
_FLOWING = frozenset({Kind.ACTION, Kind.DIALOGUE, Kind.LYRIC, Kind.BLANK})


def parse(source: str) -> list[Element]:
    """In the source's order; the texts between `start` and `end`, joined, are the source."""
    found = lines(source)
    front = title_page.entries(found)
    body = found[sum(map(len, front)) :]
    elements = [*map(title_page.entry, front), *_merged(list(_read(body)))]
    return list(_sided(elements))


def _read(body: Sequence[Line]) -> Iterator[Element]:
    before = Kind.BLANK
    for line, after in zip(body, _following(body), strict=True):
        form = _form(line, before, after)
        yield _element(line, form)
        if form.kind not in {Kind.NOTE, Kind.BONEYARD} or before not in SPOKEN:
            before = form.kind


def _form(line: Line, before: Kind, after: Line | None) -> Form:
    if line.aside:
        return Form(line.aside, "\n".join(line.notes))
    text = line.text.strip()
    if before in SPOKEN and (text or len(line.text) > 1):
        return _speech(text)
    if not text:
        return Form(Kind.BLANK, "")
    return forms.forced(text) or _unforced(text, before, after) or Form(Kind.ACTION, _indented(line.text))


def _unforced(text: str, before: Kind, after: Line | None) -> Form | None:
    """Headings and transitions stand between blank lines, a speaker has one above and the speech below."""
    if before not in _UNSEEN:
        return None
    if after is None or after.is_blank or after.text.lstrip()[:1] in {"#", "="}:
        return forms.alone(text)
    return forms.speaker(text)


def _speech(text: str) -> Form:
    if text.startswith("(") and text.endswith(")"):
        return Form(Kind.PARENTHETICAL, text)
    if text.startswith("~"):
        return Form(Kind.LYRIC, text[1:].strip())
    return Form(Kind.DIALOGUE, text)


def _following(body: Sequence[Line]) -> list[Line | None]:
    """For each line the one that follows, as if notes and boneyards were not there."""
    found: list[Line | None] = []
    after: Line | None = None
    for line in reversed(body):
        found.append(after)
        after = after if line.aside else line
    return found[::-1]


def _indented(text: str) -> str:
    return text.replace("\t", "    ").rstrip()


def _element(line: Line, form: Form) -> Element:
    return Element(
        kind=form.kind,
        text=form.text,
        detail=form.detail,
        depth=form.depth,
        dual=form.dual,
        notes=() if line.aside else line.notes,
        start=line.start,
        end=line.end,
        line=line.number,
        last_line=line.last_number,
    )


def _merged(found: Sequence[Element]) -> Iterator[Element]:
    for kind, run in groupby(found, key=lambda element: element.kind):
        group = list(run)
        if kind in _FLOWING and len(group) > 1:
            yield _joined(group)
        else:
            yield from group


def _joined(group: Sequence[Element]) -> Element:
    last = group[-1]
    return replace(
        group[0],
        text="\n".join(each.text for each in group).rstrip("\n"),
        end=last.end,
        last_line=last.last_line,
        notes=tuple(note for each in group for note in each.notes),
    )


def _sided(elements: Sequence[Element]) -> Iterator[Element]:
    """Of two who speak at once, only the second one's line says so: the first is told here."""
    cues = [index for index, each in enumerate(elements) if each.kind is Kind.CHARACTER]
    second = {index for index in cues if elements[index].dual}
    first = {before for before, index in pairwise(cues) if index in second}
    for index, each in enumerate(elements):
        yield replace(each, dual=True) if index in first else each
