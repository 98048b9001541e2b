"""The reference of events: every type, when it is told, its fields, an example."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from app.live.messages import AnyMessage, Command, Message
from app.live.outside.reading import STATUS_OF
from app.live.vocabulary import AnyEvent, Event
from app.reference.samples import JsonSchema, sample

_INTRODUCTION = """\
# Events

What the studio tells on its sockets. `/ws/{project_id}` brings everything of a project and what concerns the whole
workspace, `/ws/workspace` the latter alone. `make types` writes this page from the models in `backend/app`.

Each event comes as `{"id", "type", "project_id", "timestamp", "data"}`, once and in order. Its `id` is
`<epoch>-<number>`: numbers have no holes, except where a slow client got only the newest progress of a task. A client
that comes back with `?last_event_id=` (and `last_workspace_event_id=` for the workspace's log) gets what it missed, or
is told that it can't be had (`recovered`). Workspace-wide events carry `project_id: null`.
"""
_MESSAGES = """\
## Messages of one socket

They belong to no log and have no `id`.
"""
_OUTSIDE = """
## What a runner of others may publish

Plain JSON in Redis on `task:{{project_id}}`, `project:{{project_id}}:events` or `websocket:broadcast`, flat or with
`data`: {types}, each with its `task_id` and the fields above. It is applied as `PATCH /tasks/{{task_id}}` would, by one
backend, and told as an event like any other. `project:{{project_id}}:commands` takes what a client may say. The same
words within a minute are one message: a `ref` makes them two.
"""
_COMMANDS = """\
## What a client may say

One JSON object a frame, 64 KiB at most; the answer is `ack`, `pong` or `error`.
"""


def page() -> str:
    events, messages = _members(AnyEvent), _members(AnyMessage)
    told = [_contents(events), *(_section(kind, Event) for kind in events)]
    said = [_contents(messages), *(_section(kind, Message) for kind in messages)]
    outside = _OUTSIDE.format(types=", ".join(f"`{kind}`" for kind in STATUS_OF))
    asked = [_COMMANDS, _table(Command.model_json_schema()).rstrip(), outside.rstrip("\n")]
    return "\n".join([_INTRODUCTION, *told, _MESSAGES, *said, *asked, ""])


def _members(union: Any) -> tuple[type[BaseModel], ...]:
    """Of an annotated union."""
    return get_args(get_args(union)[0])


def _contents(kinds: tuple[type[BaseModel], ...]) -> str:
    rows = [f"| [`{_name(kind)}`](#{_anchor(kind)}) | {_when(kind)} |" for kind in kinds]
    return "\n".join(["| type | when |", "|---|---|", *rows, ""])


def _section(kind: type[BaseModel], union: type[Event | Message]) -> str:
    schema = kind.model_json_schema(mode="serialization")
    data = schema["$defs"][schema["properties"]["data"]["$ref"].rpartition("/")[2]]
    example = union.model_validate(sample(schema)).model_dump(mode="json")
    shown = json.dumps(_placed(example), indent=2, ensure_ascii=False)
    return f"### `{_name(kind)}`\n\n{_when(kind)}\n\n{_table(data)}\n```json\n{shown}\n```\n"


def _placed(example: dict[str, Any]) -> dict[str, Any]:
    """With an id as the log gives it, and in the order of the wire."""
    place = {"id": "3f9a0c51d2e7-42"} if "id" in example else {}
    return place | {name: example[name] for name in ("type", "project_id", "timestamp", "data")}


def _table(schema: JsonSchema) -> str:
    rows = [f"| `{name}` | {_type(field)} | {field['description']} |" for name, field in schema["properties"].items()]
    return "\n".join(["| field | type | meaning |", "|---|---|---|", *rows, ""])


def _type(schema: JsonSchema) -> str:
    return " or ".join(dict.fromkeys(_types(schema)))


def _types(schema: JsonSchema) -> Iterator[str]:
    if "$ref" in schema:
        yield schema["$ref"].rpartition("/")[2]
    elif "const" in schema or "enum" in schema:
        yield from (f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    elif "anyOf" in schema:
        for choice in schema["anyOf"]:
            yield from _types(choice)
    elif schema.get("type") == "array":
        yield f"{_type(schema['items'])}[]"
    else:
        yield schema.get("type", "anything")


def _name(kind: type[BaseModel]) -> str:
    return str(get_args(kind.model_fields["type"].annotation)[0])


def _anchor(kind: type[BaseModel]) -> str:
    """As GitHub makes it of a heading."""
    return _name(kind).replace(".", "").lower()


def _when(kind: type[BaseModel]) -> str:
    return " ".join((kind.__doc__ or "").split())
