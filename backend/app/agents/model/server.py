"""A chat completion of an OpenAI-compatible server, within limits of time and size."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import httpx
from pydantic import BaseModel, Field, ValidationError

from app.config import Settings

_MOST = 2**20  # bytes of an answer
_CONNECT_SECONDS = 5.0
_LOOK_SECONDS = 0.5


class Silent(Exception):
    """It gave no answer that can be read; the sentence says why."""


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    model: str = ""
    choices: list[_Choice] = Field(min_length=1)


def complete(
    settings: Settings, messages: Sequence[dict[str, str]], schema: dict[str, Any], still_wanted: Callable[[], None]
) -> tuple[str, str]:
    """What it said, and the model that says so. Raises `Silent`, and what `still_wanted` raises, which is asked all the
    while: then the model is hung up on."""
    body: dict[str, Any] = {"messages": list(messages), "temperature": 0.4}
    body["response_format"] = {"type": "json_schema", "json_schema": {"name": "proposal", "schema": schema}}
    if settings.auteur_llm_model:
        body["model"] = settings.auteur_llm_model
    try:
        found = _Completion.model_validate_json(asyncio.run(_while(still_wanted, _post(settings, body))))
    except (TimeoutError, httpx.TimeoutException) as error:
        late = f"The language model gave no answer within {settings.auteur_llm_seconds:g} seconds."
        raise Silent(late) from error
    except httpx.HTTPError as error:
        raise Silent("The language model can't be reached.") from error
    except ValidationError as error:
        raise Silent("What the language model's server answered is no chat completion.") from error
    return found.choices[0].message.content, (found.model or settings.auteur_llm_model)[:200]


async def _while(still_wanted: Callable[[], None], answer: Coroutine[Any, Any, bytes]) -> bytes:
    """The end of the loop cancels an answer that is left open, which closes its connection."""
    asked = asyncio.create_task(answer)
    while not asked.done():
        still_wanted()
        await asyncio.wait([asked], timeout=_LOOK_SECONDS)
    return asked.result()


async def _post(settings: Settings, body: dict[str, Any]) -> bytes:
    """In whatever crumbs it comes, it ends at the deadline. Raises `Silent`, `TimeoutError`, `httpx.HTTPError`."""
    key = settings.auteur_llm_key.get_secret_value()
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    timeout = httpx.Timeout(settings.auteur_llm_seconds, connect=_CONNECT_SECONDS)
    url, content = f"{settings.auteur_llm_url}/chat/completions", json.dumps(body, ensure_ascii=False).encode()
    async with (
        asyncio.timeout(settings.auteur_llm_seconds),
        httpx.AsyncClient(timeout=timeout, trust_env=False) as client,
        client.stream("POST", url, content=content, headers=headers) as answer,
    ):
        if answer.status_code != httpx.codes.OK:
            raise Silent(f"The language model's server answered with an error ({answer.status_code}).")
        found = bytearray()
        async for chunk in answer.aiter_bytes():
            found += chunk
            if len(found) > _MOST:
                raise Silent("The language model said more than anybody wants to read.")
    return bytes(found)
