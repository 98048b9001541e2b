"""Workers as they announce themselves."""

from __future__ import annotations

from datetime import UTC, datetime

from app.tasks.queues import GENERATION, JOBS, TRAINING
from app.tasks.runners.routing import queues_of
from app.tasks.runners.schemas import Memory, Runner, RunnerStatus


def new_runner(
    name: str, vram: float = 0, pipelines: tuple[str, ...] = ("null",), makes: str = "text_to_image"
) -> Runner:
    memory = Memory(total_mb=1024, free_mb=512)
    return Runner(
        id=name,
        host="host",
        pid=1,
        gpu="H200" if vram else None,
        queues=[GENERATION, TRAINING, JOBS, *queues_of(pipelines, vram)],
        concurrency=2,
        answering=True,
        models=[],
        versions=dict.fromkeys(pipelines, "1.0"),
        started=datetime(2026, 11, 21, tzinfo=UTC),
        status=RunnerStatus(
            active_tasks=[],
            memory=memory,
            vram=vram,
            pipelines=list(pipelines),
            makes={pipeline: [makes] for pipeline in pipelines},
            lacking={},
        ),
    )
