"""Print the OpenAPI document: the frontend's client and event types are generated from it."""

from __future__ import annotations

import json
import sys
from typing import Any

from pydantic.json_schema import models_json_schema

from app.api import create_app
from app.config import Settings
from app.live.messages import Command, Message


def document() -> dict[str, Any]:
    """With the messages of sockets, which no REST call returns."""
    found = create_app(Settings()).openapi()
    _, extra = models_json_schema(
        [(Message, "serialization"), (Command, "validation")], ref_template="#/components/schemas/{model}"
    )
    found["components"]["schemas"] |= extra["$defs"]
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(document(), indent=2, sort_keys=True) + "\n")
