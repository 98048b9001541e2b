"""Requests that a client might send, made from the OpenAPI document: some fit, most are odd somewhere."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st

Document = dict[str, Any]
Draw = Any

ODD_TEXT = st.sampled_from(
    [
        "",
        " ",
        "\0",
        "\ud800",
        "..",
        "../../etc/passwd",
        "%00",
        "a" * 3000,
        "\u202egnp.exe",
        "-1",
        "null",
        "夜",
        "{}",
        "a\nb",
    ]
)
TEXT = st.one_of(st.just("A door"), ODD_TEXT, st.text(st.characters(), max_size=30))
NUMBERS = st.one_of(st.integers(), st.floats(), st.sampled_from([10**400, -0.0, 2**53, 2**63, 1e308]))
DEEP = st.integers(1, 1500).map(lambda depth: json.loads("[" * min(depth, 500) + "]" * min(depth, 500)))
ANYTHING = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
_SIMPLE: dict[str, st.SearchStrategy[Any]] = {
    "string": TEXT,
    "integer": st.one_of(st.integers(-2, 200), NUMBERS),
    "number": NUMBERS,
    "boolean": st.booleans(),
    "null": st.none(),
}


@dataclass(frozen=True)
class Wish:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes | None


def operations(document: Document) -> list[tuple[str, str, Document]]:
    return [(path, method, call) for path, calls in document["paths"].items() for method, call in calls.items()]


@st.composite
def wishes(draw: Draw, document: Document, known: dict[str, str]) -> Wish:
    """`known` are values by the names of parameters that lead somewhere; they are taken more often than not."""
    path, method, call = draw(st.sampled_from(operations(document)))
    given = [p for p in call.get("parameters", []) if p["required"] or p["name"] in known or draw(st.booleans())]

    def value(name: str) -> str:
        usual = name in known and draw(st.integers(0, 7)) > 0
        return known[name] if usual else str(draw(st.one_of(TEXT, NUMBERS.map(_short))))

    return Wish(
        method.upper(),
        re.sub(r"{(\w+)}", lambda m: quote(value(m[1]).encode("utf-8", "surrogatepass"), safe=""), path),
        {p["name"]: _plain(value(p["name"])) for p in given if p["in"] == "query"},
        {p["name"]: quote(_plain(value(p["name"]))[:200]) for p in given if p["in"] == "header"},
        _encode(draw(_value(document, _body_schema(call)))) if "requestBody" in call else None,
    )


def _body_schema(call: Document) -> Document:
    found: Document = next(iter(call["requestBody"]["content"].values()))["schema"]
    return found


@st.composite
def _value(draw: Draw, document: Document, schema: Document) -> Any:
    """Usually of the schema's form, with something else now and then at any depth."""
    if draw(st.integers(0, 7)) == 0:
        return draw(st.one_of(ANYTHING, DEEP))
    if "$ref" in schema:
        return draw(_value(document, document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]))
    for choices in ("anyOf", "oneOf", "allOf"):
        if choices in schema:
            return draw(_value(document, draw(st.sampled_from(schema[choices]))))
    if "enum" in schema:
        return draw(st.sampled_from(schema["enum"]))
    return draw(_of_type(document, schema))


def _of_type(document: Document, schema: Document) -> st.SearchStrategy[Any]:
    kind = schema.get("type")
    if kind == "object":
        fields = {name: _value(document, each) for name, each in schema.get("properties", {}).items()}
        return st.fixed_dictionaries(fields) if fields else st.dictionaries(TEXT, ANYTHING, max_size=3)
    if kind == "array":
        return st.lists(_value(document, schema.get("items", {})), max_size=3)
    return _SIMPLE.get(str(kind), ANYTHING)


def _short(number: float) -> str:
    return "9" * 400 if isinstance(number, int) and abs(number) > 10**100 else repr(number)


def _encode(value: Any) -> bytes:
    return json.dumps(value).encode()


def _plain(text: str) -> str:
    """What an HTTP client can put into an address at all."""
    return text.encode("utf-8", "replace").decode()
