"""A chat completion of an OpenAI-compatible server, within limits of time and size."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

import httpx
from pydantic import BaseModel, Field, ValidationError

from app.config import Settings

_MOST = 2**20  # bytes of an answer
_CONNECT_SECONDS = 5.0


class Silent(Exception):
    """It gave no answer that can be read; the sentence says why."""


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    model: str = ""
    choices: list[_Choice] = Field(min_length=1)


def complete(settings: Settings, messages: Sequence[dict[str, str]], schema: dict[str, Any]) -> tuple[str, str]:
    """What it said, and the model that says so. Raises `Silent`."""
    body: dict[str, Any] = {"messages": list(messages), "temperature": 0.4}
    body["response_format"] = {"type": "json_schema", "json_schema": {"name": "proposal", "schema": schema}}
    if settings.auteur_llm_model:
        body["model"] = settings.auteur_llm_model
    try:
        found = _Completion.model_validate_json(_post(settings, body))
    except httpx.TimeoutException as error:
        raise _late(settings) from error
    except httpx.HTTPError as error:
        raise Silent("The language model can't be reached.") from error
    except ValidationError as error:
        raise Silent("What the language model's server answered is no chat completion.") from error
    return found.choices[0].message.content, (found.model or settings.auteur_llm_model)[:200]


def _post(settings: Settings, body: dict[str, Any]) -> bytes:
    """In whatever crumbs it comes, it ends at the deadline. Raises `Silent`, `httpx.HTTPError`."""
    key = settings.auteur_llm_key.get_secret_value()
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    timeout = httpx.Timeout(settings.auteur_llm_seconds, connect=_CONNECT_SECONDS)
    deadline = time.monotonic() + settings.auteur_llm_seconds
    url, content = f"{settings.auteur_llm_url}/chat/completions", json.dumps(body, ensure_ascii=False).encode()
    with (
        httpx.Client(timeout=timeout, trust_env=False) as client,
        client.stream("POST", url, content=content, headers=headers) as answer,
    ):
        if answer.status_code != httpx.codes.OK:
            raise Silent(f"The language model's server answered with an error ({answer.status_code}).")
        found = bytearray()
        for chunk in answer.iter_bytes():
            found += chunk
            if len(found) > _MOST:
                raise Silent("The language model said more than anybody wants to read.")
            if time.monotonic() > deadline:
                raise _late(settings)
    return bytes(found)


def _late(settings: Settings) -> Silent:
    return Silent(f"The language model gave no answer within {settings.auteur_llm_seconds:g} seconds.")
