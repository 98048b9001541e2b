"""The descent itself. Every step draws from the seed and its own number alone, so that a training that was cut off ends
in the very weights that an uninterrupted one does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import torch
from diffusers import DDPMScheduler
from safetensors import SafetensorError
from safetensors.torch import load, save

from app.pipelines.diffusers.training import factors
from app.pipelines.diffusers.training.dataset import Dataset
from app.pipelines.diffusers.training.settings import Settings

_MOMENTS = ("exp_avg", "exp_avg_sq")
_STEP = "step"


class Fitting:
    """`about` tells one training from another: a checkpoint of other pictures or settings is none of this one."""

    def __init__(self, pipe: Any, settings: Settings, about: Mapping[str, Any]) -> None:
        self._pipe, self._settings = pipe, settings
        self._about = json.dumps(about, sort_keys=True)
        self._noise = DDPMScheduler.from_config(pipe.scheduler.config)
        for part in (pipe.unet, pipe.vae, pipe.text_encoder):
            part.requires_grad_(False)
        torch.manual_seed(settings.seed)  # the library draws the first factors from the global generator
        factors.add(pipe.unet, settings.rank)
        self._factors = {name: each for name, each in pipe.unet.named_parameters() if each.requires_grad}
        self._descent = torch.optim.AdamW(self._factors.values(), lr=settings.rate)
        self.step = 0

    def run(self, data: Dataset) -> Iterator[float]:
        """The loss of each step that is left."""
        while self.step < self._settings.steps:
            loss = self._loss(data)
            loss.backward()
            self._descent.step()
            self._descent.zero_grad()
            self.step += 1
            yield float(loss.detach())

    def weights(self) -> dict[str, torch.Tensor]:
        return factors.exported(self._pipe.unet)

    def kept(self) -> bytes:
        """Everything that goes on from here needs."""
        tensors = {_STEP: torch.tensor(self.step)}
        for name, factor in self._factors.items():
            tensors[name] = factor.detach().cpu()
            for moment in _MOMENTS:
                tensors[f"{name}:{moment}"] = self._descent.state[factor][moment].cpu()
        return bytes(save({name: each.contiguous() for name, each in tensors.items()}, {"about": self._about}))

    def resume(self, checkpoint: bytes) -> None:
        """From what an earlier attempt kept; from the start when that is of another training."""
        if _about(checkpoint) != self._about:
            return
        tensors = load(checkpoint)
        self.step = int(tensors[_STEP])
        for name, factor in self._factors.items():
            factor.data.copy_(tensors[name])
            moments = {moment: tensors[f"{name}:{moment}"].to(factor.device) for moment in _MOMENTS}
            self._descent.state[factor] = {_STEP: torch.tensor(float(self.step)), **moments}

    def _loss(self, data: Dataset) -> torch.Tensor:
        lot = torch.Generator("cpu").manual_seed(self._settings.seed * 1_000_003 + self.step)
        device = data.latents.device
        which = torch.randint(len(data.latents), (self._settings.batch,), generator=lot)
        times = torch.randint(self._noise.config.num_train_timesteps, (len(which),), generator=lot).to(device)
        latents = data.latents[which]
        noise = torch.randn(latents.shape, generator=lot).to(device)
        noisy = self._noise.add_noise(latents, noise, times)
        added = {name: each[which] for name, each in data.added.items()}
        told = self._pipe.unet(noisy, times, data.words[which], added_cond_kwargs=added or None).sample
        loss: torch.Tensor = torch.nn.functional.mse_loss(told.float(), self._wanted(latents, noise, times))
        return loss

    def _wanted(self, latents: torch.Tensor, noise: torch.Tensor, times: torch.Tensor) -> torch.Tensor:
        if self._noise.config.prediction_type == "v_prediction":
            velocity: torch.Tensor = self._noise.get_velocity(latents, noise, times)
            return velocity
        return noise


def _about(checkpoint: bytes) -> str | None:
    """Of a safetensors file in memory, whose header the library reads from disk alone."""
    try:
        header = json.loads(checkpoint[8 : 8 + int.from_bytes(checkpoint[:8], "little")])
        found: str = header["__metadata__"]["about"]
    except (ValueError, KeyError, TypeError, SafetensorError):
        return None
    return found
