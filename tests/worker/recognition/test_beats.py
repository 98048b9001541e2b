"""Beat sheets: numbered beats, and what each makes one feel."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.worker.recognition.child import recognise
from app.worker.recognition.text.beats import beats_of
from app.worker.recognition.text.emotions import NEUTRAL, emotion

SHEET = """# The Last Ferry

Some words before.

1. Opening Image: A lone woman mourns at an empty pier.
2. **Catalyst**: A letter reveals a shocking secret.
3) **Debate:** She plans the journey and prepares to go.
4. All Is Lost: Her dearest friend dies; grief and despair.

- Finale: not numbered
10. Finale: They laugh, they dance: the wedding.
"""


def test_a_beat_sheet_tells_its_beats_and_their_emotion(tmp_path: Path) -> None:
    (tmp_path / "sheet").write_text(SHEET)
    report = recognise(tmp_path / "sheet", "sheet.md")
    assert report.metadata["kind"] == "beat_sheet"
    assert report.metadata["title"] == "The Last Ferry"
    beats = report.metadata["beats"]
    assert [(beat["number"], beat["name"], beat["emotion"]) for beat in beats] == [
        (1, "Opening Image", "sadness"),
        (2, "Catalyst", "surprise"),
        (3, "Debate", "anticipation"),
        (4, "All Is Lost", "sadness"),
        (10, "Finale", "joy"),
    ]
    assert beats[4]["text"] == "They laugh, they dance: the wedding."


def test_markdown_without_beats_is_text(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("# Notes\n\nNothing numbered: here.\n")
    assert recognise(tmp_path / "notes", "notes.md").metadata == {"kind": "text", "title": "Notes"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The monster hunts her through the dark", "fear"),
        ("He attacks in rage", "anger"),
        ("A friend forgives and embraces him", "trust"),
        ("Rotten, vile corruption", "disgust"),
        ("A warm window, a saddle, a planet", NEUTRAL),
        ("She is not afraid", NEUTRAL),
        ("Ein Wort, das niemand kennt", NEUTRAL),
        ("", NEUTRAL),
    ],
)
def test_words_carry_emotions(text: str, expected: str) -> None:
    assert emotion(text) == expected


names = (
    st.text(st.characters(categories=("L", "N"), include_characters=" -'"), min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool)
)
texts = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" :"), max_size=60).map(str.strip)


@given(st.lists(st.tuples(st.integers(0, 9999), names, texts), max_size=20))
def test_what_is_written_as_a_beat_is_read_as_one(beats: list[tuple[int, str, str]]) -> None:
    sheet = "\n".join(f"{number}. {name}: {text}" for number, name, text in beats)
    read = [(beat.number, beat.name, beat.text) for beat in beats_of(sheet)]
    assert read == [(number, name, text.strip()) for number, name, text in beats]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(beat.name and "\n" not in beat.text for beat in beats_of(text))
