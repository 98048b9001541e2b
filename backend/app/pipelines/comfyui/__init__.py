"""The ComfyUI pipeline: a workflow with its slots filled, made by whichever server has the least to do."""

from app.pipelines.comfyui.pipeline import ComfyUIPipeline, build

__all__ = ["ComfyUIPipeline", "build"]
