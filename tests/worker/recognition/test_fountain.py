"""Screenplays: title, scenes, and everyone who speaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.worker.recognition.child import recognise
from app.worker.recognition.text.fountain import describe

FERRY = """Title: _**The Last Ferry**_
Credit: written by
Author: J. Marsh
Contact:
    A quiet street 4
    Harbour Town

EXT. PIER - NIGHT #1#

Rain. ÉMILIE waits under a lamp.

ÉMILIE (O.S.)
(whispering)
You said midnight.

ЮЛИЯ
I said the last ferry.

STEEL
Screw retirement.

BRICK ^
Screw retirement!

@McAvoy
Tickets.

> FADE OUT.

int. ferry / bridge - later

CUT TO:

/*
INT. CUT SCENE - DAY

NOBODY
Not here.
*/

.FLASHBACK

!INT. NOT A SCENE

ÉMILIE (CONT'D)
Go.[[or stay?]]

# Act Two

= They land.

...and nothing happens.
"""


def test_a_screenplay_tells_title_scenes_and_characters(tmp_path: Path) -> None:
    (tmp_path / "ferry").write_text(FERRY)
    report = recognise(tmp_path / "ferry", "ferry.fountain")
    assert report.mime == "text/x-fountain"
    assert report.metadata == {
        "kind": "screenplay",
        "title": "The Last Ferry",
        "author": "J. Marsh",
        "scene_count": 3,
        "scenes": ["EXT. PIER - NIGHT", "int. ferry / bridge - later", "FLASHBACK"],
        "characters": ["ÉMILIE", "ЮЛИЯ", "STEEL", "BRICK", "McAvoy"],
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_encodings_and_windows_line_ends_are_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a").write_bytes(FERRY.replace("\n", "\r\n").encode(encoding))
    assert recognise(tmp_path / "a", "a.fountain").metadata["characters"][0] == "ÉMILIE"


def test_another_encoding_has_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"INT. HOUSE\n\n" * 500 + "ÉMILIE".encode("latin-1"))
    assert "UTF-8" in (recognise(tmp_path / "a", "a.fountain").reason or "")


def test_a_screenplay_needs_no_title_page() -> None:
    facts = describe("INT. HOUSE - DAY\n\nANNA\nHello.\n")
    assert (facts.title, facts.scene_count, facts.characters) == (None, 1, ["ANNA"])


@pytest.mark.parametrize("line", ["SILENCE.", "THE END", "ROLL CREDITS"])
def test_capitals_with_nothing_below_are_action(line: str) -> None:
    assert describe(f"INT. A\n\n{line}\n\nMore.").characters == []


@pytest.mark.parametrize(
    "heading", ["INT. A", "EXT. A", "EST. A", "INT./EXT. A", "INT/EXT A", "I/E A", "int. a", "EXT A"]
)
def test_each_form_of_heading_begins_a_scene(heading: str) -> None:
    assert describe(f"{heading}\n\nAction.\n").scenes == [heading]


@pytest.mark.parametrize("line", ["INTERIOR", "EXTRA", "Esther.", "..."])
def test_words_that_only_begin_like_a_heading_do_not(line: str) -> None:
    assert describe(f"{line}\n\nAction.\n").scenes == []


@given(text=st.text() | st.text(alphabet="A\n :./*[]@.^()#>INT"))
def test_any_text_is_read(text: str) -> None:
    facts = describe(text)
    assert facts.scene_count == len(facts.scenes)
    assert all(name.strip() for name in facts.characters)
