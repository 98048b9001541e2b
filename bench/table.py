"""The results: one JSON for programs, one table for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from bench.figures import Row

_HEADS = ("What", "Here", "Beside it", "Must reach", "")
_VERDICTS = {True: "met", False: "**missed**", None: ""}


def as_json(rows: Sequence[Row], machine: Mapping[str, str], quick: bool) -> str:
    found = [{**asdict(row), "met": row.met} for row in rows]
    told = {"measured": datetime.now(UTC).isoformat(), "quick": quick, "machine": dict(machine), "rows": found}
    return json.dumps(told, indent=2) + "\n"


def as_markdown(rows: Sequence[Row], machine: Mapping[str, str], quick: bool) -> str:
    kind = "a quick run" if quick else "a full run"
    facts = ", ".join(f"{name} {value}" for name, value in machine.items())
    notes = [f"- {row.what}: {row.note}." for row in rows if row.note]
    lines = [f"Measured in {kind}: {facts}.", "", *_table(rows), *(["", *notes] if notes else [])]
    return "\n".join(lines) + "\n"


def _table(rows: Sequence[Row]) -> list[str]:
    cells = [_HEADS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEADS))]
    told = [" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells]
    rule = "-|-".join("-" * width for width in widths)
    return [f"| {line} |" for line in (told[0], rule, *told[1:])]


def _cells(row: Row) -> tuple[str, ...]:
    peer = f"{_figure(row.peer_figure, row.unit)} ({row.peer})" if row.peer_figure is not None else ""
    bound = f"{row.bound.side} {row.bound.told}" if row.bound else ""
    return row.what, _figure(row.figure, row.unit), peer, bound, _VERDICTS[row.met]


def _figure(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"
