"""Model weights as a worker announces them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.schemas import Schema


class Model(Schema):
    name: str = Field(description="As a task's parameter `model` names it.")
    family: Literal["sd15", "sdxl", "flux", "ltx"]
    form: Literal["folder", "file"] = Field(description="A folder of the diffusers library, or one safetensors file.")
    path: str = Field(description="Within `Library/AI_Models`.")
    size: int = Field(description="Bytes of its weights.")
    vram_gb: float = Field(description="GiB of GPU memory with which it runs without compromises.")
    makes: list[str] = Field(description="Types of tasks.")
    lacks: str = Field(description="What keeps it from making anything, in a sentence; empty while nothing does.")
    sha256: str | None = Field(description="Of its weights; None until it was read once.")
