from __future__ import annotations

from tests.pipelines.diffusers.making.conftest import INSTALLED, library, make, pipeline

__all__ = ["library", "make", "pipeline"]
collect_ignore_glob = [] if INSTALLED else ["test_*.py"]
