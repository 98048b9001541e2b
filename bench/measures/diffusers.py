"""What the diffusers pipeline adds to the library's own call: a tiny model, the same words, steps and seed."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from app.pipelines.diffusers import DiffusersPipeline
from bench.figures import Row, at_most
from bench.rig.alone import Alone
from bench.rig.studio import Studio

_SLOWER = 1.05
_PROMPT = "Wide shot, a lighthouse in a storm"
_EDGE, _STEPS, _GUIDANCE = 256, 20, 7.0


def measure(_: Studio, rounds: int) -> list[Row]:
    """Nothing where the extra for models is not installed."""
    if find_spec("torch") is None:
        return []
    from tests.support.generation.tiny_models import build_sd15  # noqa: PLC0415  it imports torch

    with tempfile.TemporaryDirectory(prefix="auteur-bench-") as name:
        folder = build_sd15(Path(name))
        ours, bare = _ours(Path(name)), _bare(folder)
        times = [(_seconds(ours, seed), _seconds(bare, seed)) for seed in range(rounds + 1)][1:]
    alone = median(seconds for _, seconds in times)
    return [
        Row(
            what=f"Diffusers, a picture of {_STEPS} steps by a tiny model, median of {rounds}",
            figure=median(seconds for seconds, _ in times),
            unit="s",
            peer="bare call of the library",
            peer_figure=alone,
            bound=at_most(_SLOWER * alone, f"{_SLOWER} × the peer"),
        )
    ]


def _ours(library: Path) -> Callable[[int], object]:
    pipeline = DiffusersPipeline(library, vram_gb=0)
    asked = {"steps": _STEPS, "cfg_scale": _GUIDANCE, "sampler": "ddim", "width": _EDGE, "height": _EDGE}
    return lambda seed: pipeline.run(Alone(_PROMPT, {**asked, "seed": seed}))


def _bare(folder: Path) -> Callable[[int], object]:
    import torch  # noqa: PLC0415
    from diffusers import StableDiffusionPipeline  # noqa: PLC0415

    pipe = StableDiffusionPipeline.from_pretrained(folder, local_files_only=True, safety_checker=None)
    pipe.set_progress_bar_config(disable=True)
    asked = {"num_inference_steps": _STEPS, "guidance_scale": _GUIDANCE, "width": _EDGE, "height": _EDGE}
    return lambda seed: pipe(_PROMPT, **asked, generator=torch.Generator("cpu").manual_seed(seed))


def _seconds(make: Callable[[int], object], seed: int) -> float:
    began = time.perf_counter()
    make(seed)
    return time.perf_counter() - began
