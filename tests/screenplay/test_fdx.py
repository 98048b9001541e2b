"""Final Draft documents become the same elements."""

from __future__ import annotations

import pytest

from app.errors import Invalid
from app.screenplay.fdx import as_fountain
from app.screenplay.fountain.elements import Kind
from app.screenplay.fountain.emphasis import runs
from app.screenplay.fountain.parser import parse

DOCUMENT = """<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5"><Content>
<Paragraph Type="New Act"><Text>ACT ONE</Text></Paragraph>
<Paragraph Number="1A" Type="Scene Heading"><Text>Interior of a car - Night</Text></Paragraph>
<Paragraph Type="Action"><Text>INT. NOT A SCENE</Text><Text Style="Bold+Italic"> rain</Text></Paragraph>
<Paragraph Type="Character"><Text>McAvoy (V.O.)</Text></Paragraph>
<Paragraph Type="Parenthetical"><Text>(softly)</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>A *star*.</Text></Paragraph>
<Paragraph><DualDialogue>
<Paragraph Type="Character"><Text>BRICK</Text></Paragraph><Paragraph Type="Dialogue"><Text>Now.</Text></Paragraph>
<Paragraph Type="Character"><Text>STEEL</Text></Paragraph><Paragraph Type="Dialogue"><Text>Now!</Text></Paragraph>
</DualDialogue></Paragraph>
<Paragraph Type="Shot"><Text>ANGLE ON THE DOOR</Text></Paragraph>
<Paragraph Type="Transition"><Text>Smash cut:</Text></Paragraph>
<Paragraph Alignment="Center" Type="General"><Text>The end</Text></Paragraph>
</Content><TitlePage><Content>
<Paragraph><Text>THE CAR</Text></Paragraph><Paragraph><Text>Written by</Text></Paragraph>
<Paragraph><Text>J. Marsh</Text></Paragraph>
</Content></TitlePage></FinalDraft>
"""


def test_each_paragraph_is_the_element_it_says_it_is() -> None:
    found = [(each.kind, each.text) for each in parse(as_fountain(DOCUMENT.encode())) if each.kind is not Kind.BLANK]
    assert found == [
        (Kind.TITLE, "THE CAR"),
        (Kind.TITLE, "J. Marsh"),
        (Kind.SECTION, "ACT ONE"),
        (Kind.HEADING, "Interior of a car - Night"),
        (Kind.ACTION, "INT. NOT A SCENE ***rain***"),
        (Kind.CHARACTER, "McAvoy"),
        (Kind.PARENTHETICAL, "(softly)"),
        (Kind.DIALOGUE, r"A \*star\*."),
        (Kind.CHARACTER, "BRICK"),
        (Kind.DIALOGUE, "Now."),
        (Kind.CHARACTER, "STEEL"),
        (Kind.DIALOGUE, "Now!"),
        (Kind.ACTION, "ANGLE ON THE DOOR"),
        (Kind.TRANSITION, "Smash cut:"),
        (Kind.CENTERED, "The end"),
    ]


def test_numbers_extensions_and_both_who_speak_at_once_are_kept() -> None:
    found = parse(as_fountain(DOCUMENT.encode()))
    assert next(each.detail for each in found if each.kind is Kind.HEADING) == "1A"
    cues = [(each.text, each.detail, each.dual) for each in found if each.kind is Kind.CHARACTER]
    assert cues == [
        ("McAvoy", "(V.O.)", False),
        ("BRICK", "", True),
        ("STEEL", "", True),
    ]


def test_a_star_of_the_writer_is_no_emphasis() -> None:
    star = next(each for each in parse(as_fountain(DOCUMENT.encode())) if "star" in each.text)
    assert [run.text for run in runs(star.text) if run.italic] == []


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"INT. HOUSE",
        b"<html/>",
        b"<FinalDraft/>",
        b'<?xml version="1.0" encoding="nonsense"?><FinalDraft/>',
        b'<!DOCTYPE a [<!ENTITY b "c">]><FinalDraft><Content><Paragraph>&b;</Paragraph></Content></FinalDraft>',
    ],
)
def test_what_is_no_document_or_brings_entities_is_refused(document: bytes) -> None:
    with pytest.raises(Invalid):
        as_fountain(document)
