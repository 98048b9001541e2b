from __future__ import annotations

from pathlib import Path

import pytest

from app.projects.store import Films


@pytest.fixture
def elsewhere(tmp_path: Path) -> Films:
    """An empty workspace, of another machine say."""
    return Films(tmp_path / "elsewhere")
