from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

from app.live.vocabulary import AnyEvent
from app.openapi import document
from tests.support.studios.processes import environment

KINDS = get_args(get_args(AnyEvent)[0])


@pytest.fixture(scope="module")
def api_document() -> dict[str, Any]:
    return document()


def operations(found: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, call) for path, calls in found["paths"].items() for method, call in calls.items()]


def test_events_are_a_named_union_told_apart_by_type(api_document: dict[str, Any]) -> None:
    schema = api_document["components"]["schemas"]["Event"]
    assert len(schema["oneOf"]) == len(KINDS)
    assert schema["discriminator"]["propertyName"] == "type"
    assert set(schema["discriminator"]["mapping"]) == {kind.name() for kind in KINDS}


def test_what_sockets_say_and_hear_is_there_too(api_document: dict[str, Any]) -> None:
    schemas = api_document["components"]["schemas"]
    assert {"ConnectionEstablished", "SystemHeartbeat", "Ack", "SocketError", "Pong", "Command"} <= schemas.keys()


def test_every_reference_leads_somewhere(api_document: dict[str, Any]) -> None:
    text = json.dumps(api_document)
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= api_document["components"]["schemas"].keys()


def test_every_call_has_a_name_of_its_own(api_document: dict[str, Any]) -> None:
    names = [call["operationId"] for _, _, call in operations(api_document)]
    assert len(names) == len(set(names))


def test_every_error_of_a_call_is_a_problem(api_document: dict[str, Any]) -> None:
    for path, method, call in operations(api_document):
        for status, response in call["responses"].items():
            if status.startswith(("4", "5")) and path.startswith("/api"):
                assert "application/problem+json" in response["content"], (path, method, status)


def test_calls_on_something_named_may_not_find_it(api_document: dict[str, Any]) -> None:
    for path, method, call in operations(api_document):
        if "{" in path and path.startswith("/api"):
            assert "404" in call["responses"], (path, method)


def test_earlier_addresses_stay_out(api_document: dict[str, Any]) -> None:
    assert all(path.startswith(("/api/v1/", "/health", "/metrics")) for path in api_document["paths"])


def test_the_page_can_be_printed_without_a_studio(tmp_path: Path) -> None:
    env = environment(WORKSPACE_ROOT=str(tmp_path / "none"))
    printed = subprocess.run([sys.executable, "-m", "app.openapi"], env=env, capture_output=True, text=True, check=True)
    assert json.loads(printed.stdout)["info"]["title"] == "Auteur"
    assert not (tmp_path / "none").exists()
