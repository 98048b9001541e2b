"""Pictures and films by the diffusers library, from weights in the workspace's library."""

from app.pipelines.diffusers.pipeline import DiffusersPipeline, build

__all__ = ["DiffusersPipeline", "build"]
