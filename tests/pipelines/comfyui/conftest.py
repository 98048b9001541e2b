from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.outside.comfyui import ComfyUI


@pytest.fixture
def server() -> Iterator[ComfyUI]:
    with ComfyUI() as running:
        yield running


@pytest.fixture
def second() -> Iterator[ComfyUI]:
    with ComfyUI() as running:
        yield running
