"""Every element of the Fountain specification, one by one, and no character lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.screenplay.fountain.elements import Element, Kind
from app.screenplay.fountain.parser import parse

Told = list[tuple[Kind, str]]


def told(source: str) -> Told:
    return [(each.kind, each.text) for each in parse(source) if each.kind is not Kind.BLANK]


def only(source: str, kind: Kind) -> list[Element]:
    return [each for each in parse(source) if each.kind is kind]


def test_a_title_page_is_entries_whose_indented_lines_go_on() -> None:
    found = parse("Title:\n\t_**BRICK & STEEL**_\n    FULL RETIRED\nDraft date: 1/20/2012\n\nINT. A\n")
    assert [(e.detail, e.text) for e in found if e.kind is Kind.TITLE] == [
        ("Title", "_**BRICK & STEEL**_\nFULL RETIRED"),
        ("Draft date", "1/20/2012"),
    ]


@pytest.mark.parametrize("line", ["CUT TO:", "INT. HOUSE: KITCHEN", "A room. Dark."])
def test_no_title_page_is_seen_where_there_is_none(line: str) -> None:
    assert only(f"{line}\n\nAction.\n", Kind.TITLE) == []


@pytest.mark.parametrize(
    "heading",
    [
        "INT. A",
        "EXT. A",
        "EST. A",
        "INT./EXT. A",
        "INT/EXT A",
        "I/E A",
        "int. a",
        "EXT A - DAY",
    ],
)
def test_a_heading_stands_alone(heading: str) -> None:
    assert told(f"\n{heading}\n\nAction.\n")[0] == (Kind.HEADING, heading)


@pytest.mark.parametrize(
    "text",
    ["INT. A\nRight below.\n", "Above.\nINT. A\n\n", "INTERIOR\n\n", "EXTRA TALL.\n\n"],
)
def test_a_heading_with_a_neighbour_or_without_its_point_is_none(text: str) -> None:
    assert only(text, Kind.HEADING) == []


def test_a_point_forces_a_heading_and_an_ellipsis_does_not() -> None:
    assert told(".SNIPER SCOPE POV\n\n...and then\n") == [
        (Kind.HEADING, "SNIPER SCOPE POV"),
        (Kind.ACTION, "...and then"),
    ]


@pytest.mark.parametrize(
    ("mark", "number"),
    [("#1#", "1"), ("#1A#", "1A"), ("#I-1-A#", "I-1-A"), ("#110A.#", "110A.")],
)
def test_a_heading_carries_its_scene_number(mark: str, number: str) -> None:
    heading = only(f"INT. HOUSE - DAY {mark}\n\n", Kind.HEADING)[0]
    assert (heading.text, heading.detail) == ("INT. HOUSE - DAY", number)


def test_action_keeps_its_line_breaks_and_its_indent() -> None:
    assert told("They drink.\n\n\tIndented\n    as typed.\n") == [
        (Kind.ACTION, "They drink."),
        (Kind.ACTION, "    Indented\n    as typed."),
    ]


def test_an_exclamation_mark_forces_action() -> None:
    assert told("!SCANNING THE AISLES...\nWhere is that pit boss?\n") == [
        (Kind.ACTION, "SCANNING THE AISLES...\nWhere is that pit boss?")
    ]


def test_a_name_in_capitals_above_a_speech_is_a_character() -> None:
    assert told("STEEL\nThe man's a myth!\n") == [
        (Kind.CHARACTER, "STEEL"),
        (Kind.DIALOGUE, "The man's a myth!"),
    ]


@pytest.mark.parametrize("name", ["ÉMILIE", "ЮЛИЯ", "R2D2", "MRS. O'HARA", "THE TALL MAN #2"])
def test_capitals_of_any_script_are_a_name(name: str) -> None:
    assert only(f"{name}\nHello.\n", Kind.CHARACTER)[0].text == name


@pytest.mark.parametrize("line", ["23", "Steel", "SILENCE.\n", "!STEEL"])
def test_no_letter_lower_case_a_blank_line_or_a_force_make_no_character(
    line: str,
) -> None:
    assert only(f"{line}\nMore.\n", Kind.CHARACTER) == []


@pytest.mark.parametrize("extension", ["(V.O.)", "(O.S.)", "(on the radio)", "(CONT'D)", "(V.O.) (CONT'D)"])
def test_a_character_may_have_extensions_in_any_case(extension: str) -> None:
    cue = only(f"HANS {extension}\nWhat was it you said?\n", Kind.CHARACTER)[0]
    assert (cue.text, cue.detail) == ("HANS", extension)


def test_an_at_sign_forces_a_character() -> None:
    assert told("@McCLANE\nYippie ki-yay!\n")[0] == (Kind.CHARACTER, "McCLANE")


def test_dialogue_flows_over_lines_and_two_spaces_keep_an_empty_one() -> None:
    assert told("DEALER\nTen.\nFour.\n  \nHit or stand?\n\nMonkey!\n")[1:] == [
        (Kind.DIALOGUE, "Ten.\nFour.\n\nHit or stand?"),
        (Kind.ACTION, "Monkey!"),
    ]


def test_parentheticals_stand_between_speeches() -> None:
    assert told("STEEL\n(starting the engine)\nSo much for retirement!\n(beat)\nHm.\n")[1:] == [
        (Kind.PARENTHETICAL, "(starting the engine)"),
        (Kind.DIALOGUE, "So much for retirement!"),
        (Kind.PARENTHETICAL, "(beat)"),
        (Kind.DIALOGUE, "Hm."),
    ]


def test_a_caret_makes_both_speakers_dual() -> None:
    cues = only(
        "ANNA\nOh.\n\nBRICK\nScrew retirement.\n\nSTEEL ^\nScrew retirement.\n",
        Kind.CHARACTER,
    )
    assert [(cue.text, cue.dual) for cue in cues] == [
        ("ANNA", False),
        ("BRICK", True),
        ("STEEL", True),
    ]


def test_a_tilde_makes_lyrics_also_in_a_speech() -> None:
    assert told("WONKA\n~Willy Wonka!\n~The amazing chocolatier!\n\n~Alone\n")[1:] == [
        (Kind.LYRIC, "Willy Wonka!\nThe amazing chocolatier!"),
        (Kind.LYRIC, "Alone"),
    ]


def test_capitals_ending_in_to_are_a_transition_and_a_chevron_forces_one() -> None:
    assert told("\nCUT TO:\n\n> Burn to White.\n\nWE COME TO:\nA stop.\n")[:2] == [
        (Kind.TRANSITION, "CUT TO:"),
        (Kind.TRANSITION, "Burn to White."),
    ]


def test_chevrons_on_both_sides_centre() -> None:
    assert told(">THE END<\n\n> more <\n") == [
        (Kind.CENTERED, "THE END"),
        (Kind.CENTERED, "more"),
    ]


def test_three_equal_signs_break_the_page_one_is_a_synopsis() -> None:
    assert told("===\n\n= Set up the story.\n\n=====\n") == [
        (Kind.PAGE_BREAK, ""),
        (Kind.SYNOPSIS, "Set up the story."),
        (Kind.PAGE_BREAK, ""),
    ]


def test_sections_nest_by_their_signs() -> None:
    assert [(e.text, e.depth) for e in parse("# Act\n## Sequence\n### Beat\n")] == [
        ("Act", 1),
        ("Sequence", 2),
        ("Beat", 3),
    ]


def test_what_no_page_shows_does_not_hide_a_heading() -> None:
    assert [kind for kind, _ in told("# Act\nINT. A\n= They meet.\n")] == [
        Kind.SECTION,
        Kind.HEADING,
        Kind.SYNOPSIS,
    ]


def test_a_note_in_a_line_belongs_to_its_element() -> None:
    action = only("DAN and JACK[[other names?]] drink.\n", Kind.ACTION)[0]
    assert (action.text, action.notes) == ("DAN and JACK drink.", ("other names?",))


def test_a_note_alone_is_an_element_and_spans_lines() -> None:
    assert told("[[One\n  \ntwo]]\n\nAction.\n") == [
        (Kind.NOTE, "One\n  \ntwo"),
        (Kind.ACTION, "Action."),
    ]


def test_an_empty_line_ends_what_would_be_a_note() -> None:
    assert only("[[One\n\ntwo]]\n", Kind.NOTE) == []


def test_a_note_within_a_speech_does_not_end_it() -> None:
    assert told("ANNA\nOne.\n[[really?]]\nTwo.\n") == [
        (Kind.CHARACTER, "ANNA"),
        (Kind.DIALOGUE, "One."),
        (Kind.NOTE, "really?"),
        (Kind.DIALOGUE, "Two."),
    ]


def test_a_boneyard_hides_whole_scenes_and_parts_of_lines() -> None:
    assert told("Before.\n\n/*\nINT. CUT - DAY\n\nNOBODY\nNot here.\n*/\n\nOne /* two */three.\n") == [
        (Kind.ACTION, "Before."),
        (Kind.BONEYARD, ""),
        (Kind.ACTION, "One three."),
    ]


@pytest.mark.parametrize("text", ["/* never closed\n", "[[ never closed\n", "*/ never opened\n"])
def test_what_is_not_closed_is_text(text: str) -> None:
    assert told(text) == [(Kind.ACTION, text.rstrip())]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(end: str) -> None:
    found = only(
        end.join(["INT. A", "", "ANNA", "Hello.", "", "/*", "*/", "EXT. B", ""]),
        Kind.HEADING,
    )
    assert [(each.line, each.last_line) for each in found] == [(1, 1), (8, 8)]


MARKS = ["^", "/*", "*/", "[[", "]]", "#", "=", "===", ">", "<", "~", "!", "@", ".", "*", "_", "\\"]
WORDS = ["INT. A - DAY", "ANNA", "(V.O.)", "Title:", "CUT TO:", "words", "É"]
SPACES = ["\n", "\r\n", "\r", "\n\n", "  \n", "\t", " ", "\ufeff", "\u2028"]
PIECES = st.sampled_from([*MARKS, *WORDS, *SPACES])


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_the_elements_are_the_source_byte_for_byte(source: str) -> None:
    found = parse(source)
    assert "".join(source[each.start : each.end] for each in found) == source
    assert all(before.end == after.start for before, after in pairwise(found))
    assert all(each.line <= each.last_line for each in found)


def test_what_never_closes_costs_no_more_than_other_text() -> None:
    """Quadratic, this would take hours."""
    assert len(parse("/* [[ " * 200_000)) == 1
