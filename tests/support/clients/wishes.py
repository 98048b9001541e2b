"""Requests that a client might send, made from the OpenAPI document: some fit, most are odd somewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
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
class Known:
    """A value that leads somewhere: one of those that are known by this name when the wish is sent."""

    name: str
    pick: int


Part = str | Known
Pool = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Wish:
    """A request that is whole once the known values are: the pool grows while wishes are sent."""

    operation: Document = field(repr=False)
    method: str
    template: str
    path: dict[str, Part]
    query: dict[str, Part]
    headers: dict[str, Part]
    body: bytes | None

    def address(self, pool: Pool) -> str:
        parts = {name: quote(_encoded(_said(part, pool)), safe="") for name, part in self.path.items()}
        return re.sub(r"{(\w+)}", lambda m: parts[m[1]], self.template)

    def asked(self, pool: Pool) -> dict[str, str]:
        return {name: _plain(_said(part, pool)) for name, part in self.query.items()}

    def said(self, pool: Pool) -> dict[str, str]:
        return {name: quote(_plain(_said(part, pool))[:200]) for name, part in self.headers.items()}

    def arrives(self, pool: Pool) -> bool:
        """Whether its address is its operation's, and not made another one by what it names."""
        parts = [_said(part, pool) for part in self.path.values()]
        return all(part.isprintable() and part.strip(".") and "/" not in part for part in parts)


def operations(document: Document) -> list[tuple[str, str, Document]]:
    return [(path, method, call) for path, calls in document["paths"].items() for method, call in calls.items()]


@st.composite
def wishes(draw: Draw, document: Document, known: Collection[str]) -> Wish:
    """`known` are names of parameters that the pool has values for; these are taken more often than not."""
    path, method, call = draw(st.sampled_from(operations(document)))
    given = [p for p in call.get("parameters", []) if p["required"] or p["name"] in known or draw(st.booleans())]

    def part(name: str) -> Part:
        if name in known and draw(st.integers(0, 7)) > 0:
            return Known(name, draw(st.integers(0, 50)))
        return str(draw(st.one_of(TEXT, NUMBERS.map(_short))))

    return Wish(
        call,
        method.upper(),
        path,
        {name: part(name) for name in re.findall(r"{(\w+)}", path)},
        {p["name"]: part(p["name"]) for p in given if p["in"] == "query"},
        {p["name"]: part(p["name"]) for p in given if p["in"] == "header"},
        _encode(draw(_value(document, _body_schema(call)))) if "requestBody" in call else None,
    )


def _said(part: Part, pool: Pool) -> str:
    if isinstance(part, str):
        return part
    values = pool.get(part.name) or ["nothing"]
    return values[part.pick % len(values)]


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


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
