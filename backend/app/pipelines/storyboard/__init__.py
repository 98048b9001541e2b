"""The storyboard pipeline: prompt → brief → shot → sheet → picture."""

from app.pipelines.storyboard.pipeline import StoryboardPipeline, build

__all__ = ["StoryboardPipeline", "build"]
