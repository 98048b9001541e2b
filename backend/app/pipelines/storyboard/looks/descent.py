"""Gradient descent with moments (Kingma and Ba, Adam, 2015), whose whole state can be kept and taken up again."""

from __future__ import annotations

import numpy as np
from safetensors.numpy import load, save

from app.pipelines.storyboard.looks.photograph import Grid

FIRST, SECOND, SMALL = 0.9, 0.999, 1e-8


class Adam:
    def __init__(self, factors: dict[str, Grid]) -> None:
        self.factors = {name: value.astype(np.float64) for name, value in factors.items()}
        self.step = 0
        self._mean = {name: np.zeros_like(value) for name, value in self.factors.items()}
        self._square = {name: np.zeros_like(value) for name, value in self.factors.items()}

    def down(self, slopes: dict[str, Grid], rate: float) -> None:
        self.step += 1
        fixed = rate * np.sqrt(1 - SECOND**self.step) / (1 - FIRST**self.step)
        for name, slope in slopes.items():
            self._mean[name] += (1 - FIRST) * (slope - self._mean[name])
            self._square[name] += (1 - SECOND) * (slope**2 - self._square[name])
            change = fixed * self._mean[name] / (np.sqrt(self._square[name]) + SMALL)
            self.factors[name] = self.factors[name] - change

    def kept(self) -> bytes:
        parts = {"": self.factors, "mean.": self._mean, "square.": self._square}
        tensors = {f"{part}{name}": value for part, values in parts.items() for name, value in values.items()}
        return save({**tensors, "step": np.array([self.step])})

    @classmethod
    def resumed(cls, kept: bytes) -> Adam:
        tensors = load(kept)
        step = int(tensors.pop("step")[0])
        made = cls({name: value for name, value in tensors.items() if "." not in name})
        made.step = step
        for name in made.factors:
            made._mean[name], made._square[name] = tensors[f"mean.{name}"].copy(), tensors[f"square.{name}"].copy()
        return made
