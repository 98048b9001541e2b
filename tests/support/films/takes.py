"""A take as a person may put it into a film's folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

RECORD: dict[str, Any] = {
    "id": "take-1",
    "task_id": "task-1",
    "task_type": "text_to_image",
    "template_id": None,
    "prompt": "",
    "parameters": {},
    "seed": 1,
    "quality_preset": "draft",
    "pipeline": "null",
    "pipeline_version": "1",
    "fallback_from": None,
    "models": [],
    "character_ids": [],
    "sources": {},
    "runner_id": "",
    "parent_take": None,
    "shot_id": None,
    "node_id": None,
    "take_number": None,
    "outputs": ["output_1.png"],
    "created": "2026-01-01T00:00:00Z",
    "duration": 1.0,
    "chosen": False,
    "rating": None,
    "note": "",
}


def put_take(folder: Path, record: str = "output_1.json", **fields: Any) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / record).write_text(json.dumps(RECORD | fields))
    (folder / "output_1.png").write_bytes(b"png")
