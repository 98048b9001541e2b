"""A worker of the studio's own that also knows pipelines no studio has."""

from __future__ import annotations

from app.pipelines.registry import PIPELINES

PIPELINES["gated"] = "tests.support.generation.pipelines:gated"
PIPELINES["poisonous"] = "tests.support.generation.pipelines:poisonous"

from app.worker.celery_app import app  # noqa: E402  it loads what is registered by now

__all__ = ["app"]
