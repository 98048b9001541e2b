"""What test pipelines draw, and what a task leaves of it."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from app.pipelines.base import Context
from app.pipelines.null import NullPipeline
from app.projects.film import Film


def draw(context: Context) -> None:
    NullPipeline().run(context)


def draw_in_steps(context: Context) -> None:
    jpeg = io.BytesIO()
    Image.new("RGB", (64, 36), "grey").save(jpeg, "JPEG")
    for step in range(1, 5):
        context.progress(step, 4, f"Step {step}", jpeg.getvalue())
    draw(context)


def left_over(film: Film) -> list[str]:
    """What a task may not leave behind: attempts, previews, temporaries."""
    cache = film.folder / "05_Cache"
    aside = [path for path in cache.rglob("*") if path.is_file() and "thumbnails" not in path.parts]
    return [str(path) for path in (*aside, *film.folder.rglob(".tmp-*"), *(cache / "tasks").glob("*"))]


def preview_of(film: Film, task_id: str) -> Path:
    return film.folder / "05_Cache/previews" / f"{task_id}.jpg"


def renders(film: Film) -> list[str]:
    return sorted(path.name for path in (film.folder / "03_Renders").rglob("*") if path.name != ".gitkeep")
