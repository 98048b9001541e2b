from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.outside.language_model import LanguageModel


@pytest.fixture
def language_model() -> Iterator[LanguageModel]:
    server = LanguageModel()
    yield server
    server.close()
