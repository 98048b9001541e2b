from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import numpy as np
import torch
from PIL import Image

from app.pipelines.diffusers.making.previews import fit

RED, GREEN = (0.9, -0.9, -0.9), (-0.9, 0.9, -0.9)


class Mixing:
    """An autoencoder whose channels are mixtures of the colours: what a fit must find is known."""

    dtype = torch.float32
    config = SimpleNamespace(scaling_factor=0.2, get=lambda _: 0.1)
    mixture = torch.tensor([[1.0, 0.5, 0.0], [0.0, 1.0, -0.5], [0.3, 0.0, 1.0], [0.2, 0.2, 0.2]])

    def encode(self, pictures: torch.Tensor) -> Any:
        small = torch.nn.functional.avg_pool2d(pictures, 8)
        mixed = torch.einsum("kc,bchw->bkhw", self.mixture, small) + 0.7
        return SimpleNamespace(latent_dist=SimpleNamespace(mode=lambda: mixed))


def test_latents_are_shown_in_the_colours_of_their_picture() -> None:
    pipe = SimpleNamespace(vae=Mixing(), _execution_device="cpu")
    colours = fit("sd15", pipe)
    picture = torch.tensor([RED, GREEN]).T.reshape(3, 1, 2).repeat_interleave(64, 2).repeat_interleave(64, 1)
    latents = (pipe.vae.encode(picture[None]).latent_dist.mode()[0] - 0.1) * 0.2
    jpeg = Image.open(io.BytesIO(colours.jpeg(latents)))
    assert jpeg.size == (400, 200)
    for place, colour in ((50, RED), (350, GREEN)):
        shown = np.array(jpeg.getpixel((place, 100)), dtype=float)
        assert np.abs(shown - (np.array(colour) + 1) * 127.5).max() < 16
