from __future__ import annotations

from pathlib import Path

import pytest

from app.git import repository
from app.git.lfs import ATTRIBUTES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository as films have it, with one commit."""
    found = tmp_path / "film"
    found.mkdir()
    (found / ".gitattributes").write_text(ATTRIBUTES)
    repository.create(found, "project: create")
    return found
