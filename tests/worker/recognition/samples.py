"""Real files of each kind, made on the spot."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import OpenEXR
from av.audio.stream import AudioStream
from av.video.stream import VideoStream
from numpy.typing import NDArray
from PIL import Image

Wave = NDArray[np.float32]

RATE = 44_100  # Hz
SEMITONES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "G#": 8, "A": 9, "B": 11}


def picture(path: Path, size: tuple[int, int] = (320, 180), colour: str = "teal", **options: Any) -> Path:
    Image.new("RGB", size, colour).save(path, **options)
    return path


def film(path: Path, fps: int | Fraction = 24, seconds: int = 3, codec: str = "libx264", movflags: str = "") -> Path:
    """160 pixels wide, 90 high; the picture brightens from frame to frame."""
    with av.open(str(path), "w", options={"movflags": movflags} if movflags else {}) as container:
        stream = container.add_stream(codec, rate=fps)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        frames = round(fps * seconds)
        for index in range(frames):
            shade = np.full((90, 160, 3), 40 + index * 200 // frames, dtype=np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(shade, format="rgb24")))
        container.mux(stream.encode())
    return path


def sound(path: Path, wave: Wave, codec: str = "pcm_s16le", layout: str = "mono") -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=RATE, layout=layout)
        assert isinstance(stream, AudioStream)
        heard = np.stack([wave] * stream.channels)
        for first in range(0, len(wave), 1024):
            frame = av.AudioFrame.from_ndarray(heard[:, first : first + 1024], format="fltp", layout=layout)
            frame.sample_rate, frame.pts, frame.time_base = RATE, first, Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def clicks(bpm: float, seconds: float = 20) -> Wave:
    """Short bursts, each fourth a little louder."""
    wave = np.zeros(int(seconds * RATE), dtype=np.float32)
    burst = np.hanning(400) * np.sin(np.arange(400) * 2 * np.pi * 1500 / RATE)
    for index, start in enumerate(np.arange(0, len(wave) - 400, 60 / bpm * RATE)):
        wave[int(start) : int(start) + 400] += burst * (0.9 if index % 4 == 0 else 0.7)
    return wave


def tones(names: Sequence[str], seconds: float = 0.5) -> Wave:
    """One after another, each with three overtones."""
    time = np.arange(int(seconds * RATE)) / RATE
    fade = np.minimum(1, np.minimum(time, time[::-1]) * 50)
    return np.concatenate([fade * _tone(261.63 * 2 ** (SEMITONES[name] / 12), time) for name in names]).astype(
        np.float32
    )


def _tone(frequency: float, time: NDArray[np.float64]) -> NDArray[np.float64]:
    overtones = [0.3 * np.sin(2 * np.pi * frequency * n * time) / n**2 for n in (1, 2, 3, 4)]
    together: NDArray[np.float64] = np.sum(overtones, axis=0)
    return together


def exr(path: Path, light: NDArray[np.float32], **header: Any) -> Path:
    """`light` is of the shape (height, width), the same in each channel."""
    whole = {"compression": OpenEXR.ZIP_COMPRESSION, "type": OpenEXR.scanlineimage, **header}
    with OpenEXR.File(whole, {"RGB": np.stack([light] * 3, axis=-1)}) as file:
        file.write(str(path))
    return path


def radiance(path: Path, exponents: NDArray[np.uint8]) -> Path:
    """Grey pixels, each `2 ** (exponent - 129)`, not packed."""
    height, width = exponents.shape
    pixels = np.stack([np.full_like(exponents, 128)] * 3 + [exponents], axis=-1)
    path.write_bytes(b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y %d +X %d\n" % (height, width) + pixels.tobytes())
    return path


def weights(path: Path, shapes: dict[str, list[int]], metadata: dict[str, str] | None = None) -> Path:
    header: dict[str, Any] = {"__metadata__": metadata} if metadata else {}
    end = 0
    for name, shape in shapes.items():
        size = 2 * int(np.prod(shape))
        header[name] = {"dtype": "F16", "shape": shape, "data_offsets": [end, end + size]}
        end += size
    return safetensors(path, json.dumps(header).encode(), bytes(end))


def safetensors(path: Path, header: bytes, data: bytes = b"", length: int | None = None) -> Path:
    path.write_bytes(struct.pack("<Q", len(header) if length is None else length) + header + data)
    return path


def cut(path: Path, share: float = 0.5) -> Path:
    """The same file without its end."""
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path
