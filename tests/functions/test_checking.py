from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid
from app.functions.checking import checked
from app.functions.library import shipped
from app.functions.schemas import Template
from tests.support.clients.wishes import ANYTHING
from tests.support.films.functions import declaration

FIELDS: dict[str, Any] = {
    "prompt": {"type": "string", "minLength": 1, "maxLength": 20},
    "strength": {"type": "number", "minimum": 0, "exclusiveMaximum": 1, "default": 0.5},
    "count": {"type": ["integer", "null"], "maximum": 4},
    "move": {"enum": ["pan", "hold"]},
    "layers": {
        "type": "array",
        "maxItems": 2,
        "items": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
    },
    "either": {"oneOf": [{"type": "boolean"}, {"const": 7}]},
    "source": {"type": "string", "format": "asset"},
    "place": {"type": "string", "format": "asset", "words": True},
}
INPUTS = {"type": "object", "required": ["prompt"], "additionalProperties": False, "properties": FIELDS}
TEMPLATE = Template.model_validate(declaration(inputs=INPUTS))


def check(**inputs: Any) -> dict[str, Any]:
    return checked(TEMPLATE, inputs, lambda path: f"inputs.{path}")


def test_what_is_left_open_is_filled_in() -> None:
    assert check(prompt="A door") == {"prompt": "A door", "strength": 0.5}
    assert check(prompt="A door", strength=0)["strength"] == 0


@pytest.mark.parametrize("said", ["a harbour at dusk", "asset://1-a", ""])
def test_a_place_is_an_asset_or_words(said: str) -> None:
    assert check(prompt="x", place=said)["place"] == said


@pytest.mark.parametrize(
    ("inputs", "field", "says"),
    [
        ({}, "inputs.prompt", "is required"),
        ({"prompt": ""}, "inputs.prompt", "is required"),
        ({"prompt": 7}, "inputs.prompt", "must be a string"),
        ({"prompt": "x" * 21}, "inputs.prompt", "at most 20 characters"),
        ({"prompt": "x", "strength": -0.1}, "inputs.strength", "at least 0"),
        ({"prompt": "x", "strength": 1}, "inputs.strength", "less than 1"),
        ({"prompt": "x", "strength": True}, "inputs.strength", "must be a number"),
        ({"prompt": "x", "count": "2"}, "inputs.count", "must be an integer or a null"),
        ({"prompt": "x", "count": 5}, "inputs.count", "at most 4"),
        ({"prompt": "x", "move": "zoom"}, "inputs.move", "one of pan, hold"),
        ({"prompt": "x", "layers": [{}, {}, {}]}, "inputs.layers", "at most 2 entries"),
        ({"prompt": "x", "layers": [{"name": "a"}, {}]}, "inputs.layers.1.name", "is required"),
        ({"prompt": "x", "source": "/etc/passwd"}, "inputs.source", "asset://"),
        ({"prompt": "x", "source": "asset://../1"}, "inputs.source", "asset://"),
        ({"prompt": "x", "place": "asset://../1"}, "inputs.place", "asset://"),
        ({"prompt": "x", "place": 7}, "inputs.place", "must be a string"),
        ({"prompt": "x", "speed": 2}, "inputs.speed", "no input of this template"),
    ],
)
def test_a_misfit_is_named_with_its_path(inputs: dict[str, Any], field: str, says: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(**inputs)
    assert refused.value.field == field
    assert says in refused.value.detail


def test_a_choice_is_checked_too() -> None:
    assert check(prompt="x", either=7)["either"] == 7
    with pytest.raises(Invalid):
        check(prompt="x", either="7")


@given(st.dictionaries(st.sampled_from([*FIELDS, "other"]), ANYTHING))
def test_whatever_comes_is_taken_or_refused_in_a_sentence(inputs: dict[str, Any]) -> None:
    whole, refused = inputs, None
    try:
        whole = check(**inputs)
    except Invalid as error:
        refused = error
    assert refused is None or (len(refused.detail) < 300 and (refused.field or "").startswith("inputs."))
    assert refused or inputs.items() <= whole.items()


@pytest.mark.parametrize("template", shipped(), ids=lambda template: template.id)
def test_every_input_of_a_shipped_template_can_be_shown_in_a_form(template: Template) -> None:
    for name, field in template.inputs["properties"].items():
        assert field["title"], name
        assert field.keys() & {"type", "enum"}, name
    assert json.loads(template.model_dump_json())["id"] == template.id
