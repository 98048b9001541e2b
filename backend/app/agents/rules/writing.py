"""How the crew puts things: tables, pages, time."""

from __future__ import annotations

from collections.abc import Sequence

from app.agents.schemas import Column, Finding, Row

Cells = Sequence[object]


def says(title: str, text: str, *, asks: bool = False) -> Finding:
    return Finding(title=title, text=text, asks=asks, columns=[], rows=[])


def table(title: str, text: str, columns: Sequence[str], rows: Sequence[tuple[str | None, Cells]]) -> Finding:
    """`columns` of numbers begin with `#`; each row names the element of the film that it is about."""
    heads = [Column(name=name.removeprefix("#"), numeric=name.startswith("#")) for name in columns]
    told = [Row(cells=[str(cell) for cell in cells], element=element) for element, cells in rows]
    return Finding(title=title, text=text, asks=False, columns=heads, rows=told)


def pages(eighths: int) -> str:
    """As a breakdown has them: `2 3/8`."""
    whole, rest = divmod(eighths, 8)
    return " ".join(filter(None, [str(whole) if whole else "", f"{rest}/8" if rest else ""])) or "0"


def clock(seconds: float) -> str:
    """`1:05`, or `1:02:30` from an hour on."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def percent(part: float, whole: float) -> str:
    return f"{round(100 * part / whole)} %" if whole else "0 %"


def listed(words: Sequence[str], most: int = 8) -> str:
    """`A, B and C`; what is beyond `most` is counted."""
    shown = [*words[:most], *([f"{len(words) - most} more"] if len(words) > most else [])]
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]])) if shown else ""


def plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
