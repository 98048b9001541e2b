"""The crew's work on the studio's sample, as a page: `python -m app.reference.crew > docs/agents.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from app.agents import sample
from app.agents.crew import CREW
from app.agents.rules.advice import RULES
from app.agents.schemas import Change, Finding, Rewrite, Trade
from app.sample.making import SOURCE

_INTRODUCTION = """\
# The crew

Six trades read a film and say what they find. What they would change they propose, each change with what was there
before it and why; a person accepts all of it, a part or nothing, and what is accepted is one commit. This is what they
say of the studio's sample, *The Last Light*, right after its import, by the rules of their trades alone. `make types`
writes this page.

Where `AUTEUR_LLM_URL` names a language model, it is shown the same film and may add notes and changes, marked as its
own. It can name only what is there and change only the fields that its trade may; what it says otherwise is dropped,
and when it is slow, wrong or away the rules stand alone.
"""


def page() -> str:
    film = sample.material(SOURCE.read_text(encoding="utf-8"))
    parts = [_INTRODUCTION]
    for trade, member in CREW.items():
        advice = RULES[trade](film)
        parts.append("\n".join([f"## {member.name}", "", member.work, "", *_findings(advice.findings)]))
        parts.append(_proposed(trade, advice.changes))
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        yield f"**{finding.title}.** {finding.text}".rstrip()
        yield ""
        if finding.rows:
            yield _row([column.name for column in finding.columns])
            yield "|" + "|".join("---:" if column.numeric else "---" for column in finding.columns) + "|"
            yield from (_row(row.cells) for row in finding.rows)
            yield ""


def _proposed(trade: Trade, changes: Sequence[Change]) -> str:
    if not changes:
        return f"The {CREW[trade].name} proposes no change."
    lines = [f"{len(changes)} proposed.", "", _row(["What", "Before", "After", "Why"]), "|---|---|---|---|"]
    return "\n".join([*lines, *map(_change, changes)])


def _change(change: Change) -> str:
    if isinstance(change, Rewrite):
        return _row([f"{change.label} {change.field}", _value(change.before), _value(change.after), change.why])
    said = "; ".join(filter(None, [change.framing, change.action, change.dialogue, f"{change.duration:g} s"]))
    return _row([f"new shot in {change.label}", "", said, change.why])


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


if __name__ == "__main__":
    sys.stdout.write(page())
