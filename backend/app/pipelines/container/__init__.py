"""The container pipeline: a runner image makes the task, and sees the film, its job and an empty folder."""

from app.pipelines.container.pipeline import ContainerPipeline, build

__all__ = ["ContainerPipeline", "build"]
